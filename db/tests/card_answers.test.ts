import { expect, it } from 'vitest';
import { whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put } from '#test/pair-doors.ts';

onBothEngines('card_answers', (opened) => {
  keepsItsDoors('card_answers', opened, { name: 'person_id', removes: ['coach', 'coachee'] });

  it('tells nobody who skipped: what is not written leaves nothing', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'card_answers', 'coachee', { card: 'one' });
    expect(await whoSees(town, 'card_answers', { card: 'one' })).toEqual(['coach', 'coachee']);
    expect(await whoSees(town, 'card_draws', { relationship_id: town.pair })).toEqual([]);
  });
});
