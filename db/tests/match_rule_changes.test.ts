import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';
import { newId } from '#lib/server/new-id.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_rule_changes', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const change = (by: Person, programme = town.programme) => ({
    ...{ organisation_id: by.organisation, id: newId(), programme_id: programme, person_id: by.id, changes: '[]' }
  });

  it('is noted by the coordinator in their own name, and read by the coordinators alone', async () => {
    expect(await whoCan(town, (me) => inserting('match_rule_changes', change(me)))).toEqual(['coordinator']);
    expect(await whoCan(town, () => inserting('match_rule_changes', change(town.people.coach)))).toEqual([]);
    expect(await whoCan(town, (me) => inserting('match_rule_changes', change(me, town.otherProgramme)))).toEqual(['otherCoordinator']);
    await enterAs(town, 'coordinator', 'match_rule_changes', change(town.people.coordinator));
    expect(await whoSees(town, 'match_rule_changes', { programme_id: town.programme })).toEqual(['coordinator']);
  });

  it('is never changed or removed, and says itself when', async () => {
    expect(await whoCan(town, () => sql`update match_rule_changes set changes = '[]'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_rule_changes`)).toEqual([]);
    const backdated = { ...change(town.people.coordinator), at: new Date(0).toISOString() };
    expect(await whoCan(town, () => inserting('match_rule_changes', backdated))).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_rule_changes`)).isRefused).toBe(true);
  });
});
