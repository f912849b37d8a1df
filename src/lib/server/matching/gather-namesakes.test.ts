import { expect, it } from 'vitest';
import { listNamesakes } from '#lib/domain/matching/profile.ts';
import { gatherNamesakes } from './gather-namesakes.ts';

it('finds in parts who is called what, also when namesakes are in different parts', async () => {
  const members = Array.from({ length: 1_100 }, (_, at) => ({ personId: `p${at}`, name: `Zoë ${at % 600}` }));
  const gathered = await gatherNamesakes(members);
  expect(gathered).toEqual(listNamesakes(members.map(({ personId, name }) => ({ id: personId, name }))));
  expect(gathered.get('zoe 599')).toEqual(['p599']);
  expect(gathered.get('zoe 1')).toEqual(['p1', 'p601']);
});
