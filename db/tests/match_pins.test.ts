import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown, twoOf } from '#test/match-town.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_pins', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const row = (me: Person) => twoOf(town, { by: me });

  it('is for the coordinators of the programme', async () => {
    expect(await whoCan(town, (me) => inserting('match_pins', row(me)))).toEqual(['coordinator']);
    await enterAs(town, 'coordinator', 'match_pins', row(town.people.coordinator));
    expect(await whoSees(town, 'match_pins', { round_id: town.round })).toEqual(['coordinator']);
  });

  it('is changed and taken away as far as it goes, by nobody else', async () => {
    expect(await whoCan(town, () => sql`update match_pins set coach_id = coach_id`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_pins`)).toEqual(['coordinator']);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_pins`)).isRefused).toBe(true);
  });
});
