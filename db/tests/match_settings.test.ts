import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_settings', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const row = (by: Person, programme: string) => ({
    organisation_id: by.organisation,
    programme_id: programme,
    settings: '{}',
    changed_by: by.id
  });

  it('is written by the coordinator, in nobody else’s name', async () => {
    expect(await whoCan(town, (me) => inserting('match_settings', row(me, town.programme)))).toEqual(['coordinator']);
    expect(await whoCan(town, () => inserting('match_settings', row(town.people.coach, town.programme)))).toEqual([]);
    expect(await whoCan(town, (me) => inserting('match_settings', row(me, town.otherProgramme)))).toEqual(['otherCoordinator']);
  });

  it('is read by everybody of the programme: the rules are written by people, for people', async () => {
    await enterAs(town, 'coordinator', 'match_settings', row(town.people.coordinator, town.programme));
    expect(await whoSees(town, 'match_settings', { programme_id: town.programme })).toEqual([
      ...['coach', 'coachAsEvaluator', 'coachee', 'exCoach', 'otherCoach', 'otherCoachee', 'coordinator', 'evaluator']
    ]);
  });

  it('is changed by the coordinator, who then stands there, and never removed', async () => {
    const changing = (me: Person) => sql`update match_settings set settings = '{"a":1}', changed_by = ${me.id}`;
    expect(await whoCan(town, changing)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`update match_settings set changed_by = ${town.people.coach.id}`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_settings`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_settings`)).isRefused).toBe(true);
  });
});
