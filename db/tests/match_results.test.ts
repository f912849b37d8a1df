import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown, twoOf } from '#test/match-town.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_results', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const row = (me: Person) => ({ ...twoOf(town, { by: me }), place: 1, why: 'fit', is_assigned: true, ground: 50, horizon: 60 });

  it('is for the coordinators alone: nobody else reads a number (C23)', async () => {
    expect(await whoCan(town, (me) => inserting('match_results', row(me)))).toEqual(['coordinator']);
    await enterAs(town, 'coordinator', 'match_results', row(town.people.coordinator));
    expect(await whoSees(town, 'match_results', { round_id: town.round })).toEqual(['coordinator']);
  });

  it('is changed and taken away as far as it goes, by nobody else', async () => {
    expect(await whoCan(town, () => sql`update match_results set place = 2`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`delete from match_results`)).toEqual(['coordinator']);
  });

  it('keeps the numbers as the run gave them', async () => {
    expect(await whoCan(town, () => sql`update match_results set ground = 100`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_results`)).isRefused).toBe(true);
  });
});
