import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { completeRound, handIn, openRound, release, releaseOf, stopPair } from '#test/rounds.ts';

onBothEngines('mirror_releases', (opened) => {
  let town: Town;
  const readers = (mirror: string) => whoSees(town, 'mirror_releases', { mirror_id: mirror });
  const level = (mirror: string) => () => sql`select app.released_level(${mirror})`;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it.each([
    ['nothing', ['coachee']],
    ['scores', ['coach', 'coachee']],
    ['items', ['coach', 'coachee']]
  ] as const)('of %s is there for these: the coach cannot tell "nothing" from not yet (C17)', async (released, expected) => {
    const mirror = await completeRound(town);
    await release(town, mirror, released);
    expect(await readers(mirror)).toEqual(expected);
    expect(await whoCan(town, level(mirror))).toEqual(expected);
  });

  it('is the coachee’s to give, once both handed in (C7, C17)', async () => {
    const early = await openRound(town);
    await handIn(town, early, 'coachee');
    expect(await whoCan(town, () => inserting('mirror_releases', releaseOf(town, early, 'scores')))).toEqual([]);
    await handIn(town, early, 'coach');
    expect(await whoCan(town, () => inserting('mirror_releases', releaseOf(town, early, 'scores')))).toEqual(['coachee']);
  });

  it('is the coachee’s to change, also after the end, and nobody’s to remove', async () => {
    const mirror = await completeRound(town);
    await release(town, mirror, 'scores');
    const raised = () => sql`update mirror_releases set level = 'items' where mirror_id = ${mirror}`;
    expect(await whoCan(town, raised)).toEqual(['coachee']);
    await stopPair(town);
    expect(await whoCan(town, raised)).toEqual(['coachee']);
    expect((await ask(town, 'coachee', sql`delete from mirror_releases`)).isRefused).toBe(true);
  });

  it('is gone for the coach when the pair stops (C28)', async () => {
    const mirror = await completeRound(town);
    await release(town, mirror, 'items');
    await stopPair(town, 'coach');
    expect(await readers(mirror)).toEqual(['coachee']);
    expect(await whoCan(town, level(mirror))).toEqual(['coachee']);
  });

  it('stays in its own round and pair', async () => {
    const mirror = await completeRound(town);
    await release(town, mirror, 'scores');
    for (const column of ['organisation_id', 'mirror_id', 'relationship_id']) {
      expect((await ask(town, 'coachee', sql`update mirror_releases set ${sql.ref(column)} = ${sql.ref(column)}`)).isRefused).toBe(true);
    }
    const elsewhere = { ...releaseOf(town, await openRound(town, town.otherPair, 'otherCoach'), 'scores') };
    expect(await whoCan(town, () => inserting('mirror_releases', elsewhere))).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from mirror_releases`)).isRefused).toBe(true);
  });
});
