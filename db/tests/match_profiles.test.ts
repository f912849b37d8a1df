import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, type MatchTown, profileOf, setRound } from '#test/match-town.ts';
import { buildTown } from '#test/people.ts';

onBothEngines('match_profiles', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  it('is read by its person and the coordinator once handed in; a draft by its person alone', async () => {
    expect(await whoSees(town, 'match_profiles', { id: town.profiles.otherCoach })).toEqual(['otherCoach']);
    expect(await whoSees(town, 'match_profiles', { id: town.profiles.coachee })).toEqual(['coach', 'coachee', 'coordinator']);
  });

  it('of a coach is read by the other of a pair, and by the coachee to whom that coach is suggested, as long as that stands (C27)', async () => {
    const coach = ['coach', 'coachAsEvaluator', 'coachee', 'coordinator'];
    expect(await whoSees(town, 'match_profiles', { id: town.profiles.coach })).toEqual(coach);
    expect(await whoSees(town, 'match_profiles', { id: town.profiles.exCoach })).toEqual(['coachee', 'exCoach', 'coordinator']);
    await setRound(town, 'ready');
    expect(await whoSees(town, 'match_profiles', { id: town.profiles.exCoach })).toEqual(['exCoach', 'coordinator']);
    await setRound(town, 'published');
  });

  it('is written by a coach or coachee of the programme, each in that role and in their own name', async () => {
    const fresh = await buildTown(opened());
    expect(await whoCan(fresh, (me) => inserting('match_profiles', profileOf(fresh, me, 'coach')))).toEqual([
      ...['coach', 'coachAsEvaluator', 'exCoach', 'otherCoach']
    ]);
    expect(await whoCan(fresh, (me) => inserting('match_profiles', profileOf(fresh, me, 'coachee')))).toEqual(['coachee', 'otherCoachee']);
    const inNameOf = profileOf(fresh, fresh.people.coachee, 'coachee');
    expect(await whoCan(fresh, () => inserting('match_profiles', inNameOf))).toEqual(['coachee']);
  });

  it('is changed and taken away by its person alone, and moves to nobody else', async () => {
    const id = town.profiles.coachee;
    expect(await whoCan(town, () => sql`update match_profiles set answers = '{}' where id = ${id}`)).toEqual(['coachee']);
    expect(await whoCan(town, () => sql`delete from match_profiles where id = ${id}`)).toEqual(['coachee']);
    expect(await whoCan(town, () => sql`update match_profiles set person_id = ${town.people.coach.id}`)).toEqual([]);
    expect(await whoCan(town, () => sql`update match_profiles set role = 'coach'`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_profiles`)).isRefused).toBe(true);
  });
});
