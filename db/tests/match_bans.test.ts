import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';

onBothEngines('match_bans', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const ban = (barrier: string, { coachee = town.people.coachee, coach = town.people.coach } = {}) => ({
    ...{ organisation_id: town.organisation, programme_id: town.programme, coachee_id: coachee.id, coach_id: coach.id, barrier }
  });

  it('is said by each for themselves, and as an exclusion by the coordinator (C25)', async () => {
    expect(await whoCan(town, () => inserting('match_bans', ban('coachee-veto')))).toEqual(['coachee']);
    expect(await whoCan(town, () => inserting('match_bans', ban('coach-veto')))).toEqual(['coach', 'coachAsEvaluator']);
    expect(await whoCan(town, () => inserting('match_bans', ban('excluded')))).toEqual(['coordinator']);
  });

  it('names only people of the programme, each in their own role', async () => {
    const wrong = [ban('excluded', { coach: town.people.otherCoachee }), ban('coachee-veto', { coach: town.people.evaluator })];
    for (const row of wrong) expect(await whoCan(town, () => inserting('match_bans', row))).toEqual([]);
  });

  it('of one of the two is known to that one and the coordinator, never to the other', async () => {
    await enterAs(town, 'coachee', 'match_bans', ban('coachee-veto'));
    await enterAs(town, 'coach', 'match_bans', ban('coach-veto'));
    await enterAs(town, 'coordinator', 'match_bans', ban('excluded'));
    expect(await whoSees(town, 'match_bans', { barrier: 'coachee-veto' })).toEqual(['coachee', 'coordinator']);
    expect(await whoSees(town, 'match_bans', { barrier: 'coach-veto' })).toEqual(['coach', 'coachAsEvaluator', 'coordinator']);
    expect(await whoSees(town, 'match_bans', { barrier: 'excluded' })).toEqual(['coordinator']);
  });

  it('is taken back by whoever said it', async () => {
    const taking = (barrier: string) => () => sql`delete from match_bans where barrier = ${barrier}`;
    expect(await whoCan(town, taking('coachee-veto'))).toEqual(['coachee']);
    expect(await whoCan(town, taking('coach-veto'))).toEqual(['coach', 'coachAsEvaluator']);
    expect(await whoCan(town, taking('excluded'))).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`update match_bans set barrier = 'excluded'`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_bans`)).isRefused).toBe(true);
  });
});
