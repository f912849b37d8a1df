import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, doAs, keepsItsDoors, put } from '#test/pair-doors.ts';
import { sealed } from '#test/pair-rows.ts';

const answering = sql`update meeting_offers set answer = ${sealed}, answered_at = now()`;

onBothEngines('meeting_offers', (opened) => {
  keepsItsDoors('meeting_offers', opened, {
    ...{ adds: ['coach'], name: 'offered_by', changes: ['coachee'] },
    set: `answer = '', answered_at = now()`
  });

  it('is answered by the coachee, once, and stays answered (C21)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'meeting_offers', 'coach');
    expect(await whoCan(town, () => answering)).toEqual(['coachee']);
    await doAs(town, 'coachee', answering);
    expect(await whoCan(town, () => answering)).toEqual([]);
  });

  it('is answered now, not at another moment, and never changed in what was offered', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'meeting_offers', 'coach');
    const early = sql`update meeting_offers set answer = ${sealed}, answered_at = now() - interval '1 day'`;
    expect((await ask(town, 'coachee', early)).isRefused).toBe(true);
    for (const name of ['coach', 'coachee'] as const)
      expect((await ask(town, name, sql`update meeting_offers set ways = ${sealed}`)).isRefused).toBe(true);
  });
});
