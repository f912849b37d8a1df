import { expect, it } from 'vitest';
import { ask, inserting } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';

onBothEngines('goal_reviews', (opened) => {
  keepsItsDoors('goal_reviews', opened, { name: 'reviewed_by' });

  it('is dated by the database and stays as it was noted at the time (C35)', async () => {
    const town = await buildDeskTown(opened());
    const backdated = { ...rowOf(town, 'goal_reviews', 'coach'), reviewed_at: new Date(0) };
    expect((await ask(town, 'coach', inserting('goal_reviews', backdated))).isRefused).toBe(true);
    const other = town.desks.get(town.otherPair);
    await expect(put(town, 'goal_reviews', 'coach', { goal_id: other?.goal })).rejects.toThrow(/foreign key/);
  });
});
