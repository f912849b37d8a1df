import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';
import { newId } from '#lib/server/new-id.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_decisions', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const decision = (me: Person) => ({ organisation_id: me.organisation, id: newId(), round_id: town.round, person_id: me.id, act: 'run' });

  it('is noted by the coordinator in their own name, and read by the coordinators alone', async () => {
    expect(await whoCan(town, (me) => inserting('match_decisions', decision(me)))).toEqual(['coordinator']);
    expect(await whoCan(town, () => inserting('match_decisions', decision(town.people.coach)))).toEqual([]);
    await enterAs(town, 'coordinator', 'match_decisions', decision(town.people.coordinator));
    expect(await whoSees(town, 'match_decisions', { round_id: town.round })).toEqual(['coordinator']);
  });

  it('is never changed or removed', async () => {
    expect(await whoCan(town, () => sql`update match_decisions set act = 'pin'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_decisions`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_decisions`)).isRefused).toBe(true);
  });
});
