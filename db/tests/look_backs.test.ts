import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('look_backs', (opened) => {
  keepsItsDoors('look_backs', opened, { name: 'person_id', reads: ['coach'], readsLater: [] });

  it('is shown to the other once both looked back, and not even its being there before (C7, C11)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'look_backs', 'coach');
    const of = (role: string) => whoSees(town, 'look_backs', { relationship_id: town.pair, role });
    const both = () => whoCan(town, () => sql`select app.both_looked_back(${town.desks.get(town.pair)?.talk})`);
    expect([await of('coach'), await both()]).toEqual([['coach'], []]);
    await put(town, 'look_backs', 'coachee');
    expect([await of('coach'), await of('coachee'), await both()]).toEqual(Array.from({ length: 3 }, () => ['coach', 'coachee']));
    await stopPair(town);
    expect([await of('coach'), await of('coachee'), await both()]).toEqual(Array.from({ length: 3 }, () => ['coachee']));
  });

  it('is given in one’s own role, once', async () => {
    const town = await buildDeskTown(opened());
    const asCoach = rowOf(town, 'look_backs', 'coachee', { role: 'coach' });
    expect((await ask(town, 'coachee', inserting('look_backs', asCoach))).isRefused).toBe(true);
    await put(town, 'look_backs', 'coach');
    await expect(put(town, 'look_backs', 'coach')).rejects.toThrow(/unique/);
  });
});
