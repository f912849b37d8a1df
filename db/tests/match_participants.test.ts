import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_participants', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const row = (me: Person) => ({
    ...{ organisation_id: me.organisation, round_id: town.round, person_id: town.people.coach.id, role: 'coach', capacity: 2 }
  });

  it('is for the coordinators of the programme', async () => {
    expect(await whoCan(town, (me) => inserting('match_participants', row(me)))).toEqual(['coordinator']);
    await enterAs(town, 'coordinator', 'match_participants', row(town.people.coordinator));
    expect(await whoSees(town, 'match_participants', { round_id: town.round })).toEqual(['coordinator']);
  });

  it('is changed and taken away as far as it goes, by nobody else', async () => {
    expect(await whoCan(town, () => sql`update match_participants set capacity = 3`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`delete from match_participants`)).toEqual(['coordinator']);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_participants`)).isRefused).toBe(true);
  });
});
