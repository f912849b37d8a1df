import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown, setRound } from '#test/match-town.ts';
import type { Person } from '#test/people.ts';

onBothEngines('match_choices', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  const choice = (me: Person, coaches: readonly Person[], instead: string | null = null) => ({
    ...{ organisation_id: me.organisation, round_id: town.round, coachee_id: me.id },
    ...{ coach_ids: `{${coaches.map(({ id }) => id).join(',')}}`, instead }
  });

  it('is made by the coachee among the suggested coaches, in their own name', async () => {
    const { coachee, exCoach, otherCoach, coach } = town.people;
    expect(await whoCan(town, (me) => inserting('match_choices', choice(me, [exCoach, otherCoach])))).toEqual(['coachee']);
    expect(await whoCan(town, () => inserting('match_choices', choice(coachee, [exCoach])))).toEqual(['coachee']);
    expect(await whoCan(town, (me) => inserting('match_choices', choice(me, [coach])))).toEqual([]);
    expect(await whoCan(town, (me) => inserting('match_choices', choice(me, [exCoach, exCoach])))).toEqual([]);
    expect(await whoCan(town, (me) => inserting('match_choices', choice(me, [], 'talk')))).toEqual(['coachee']);
  });

  it('is read by the coachee and the coordinator: no coach learns of not being chosen', async () => {
    await enterAs(town, 'coachee', 'match_choices', choice(town.people.coachee, [town.people.exCoach]));
    expect(await whoSees(town, 'match_choices', { round_id: town.round })).toEqual(['coachee', 'coordinator']);
  });

  it('is changed by the coachee as long as the round is open, and never removed', async () => {
    const changing = (coach: Person) => () => sql`update match_choices set coach_ids = ${`{${coach.id}}`}`;
    expect(await whoCan(town, changing(town.people.otherCoach))).toEqual(['coachee']);
    expect(await whoCan(town, changing(town.people.coach))).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_choices`)).toEqual([]);
    await setRound(town, 'closed');
    expect(await whoCan(town, changing(town.people.otherCoach))).toEqual([]);
    expect(await whoCan(town, (me) => inserting('match_choices', choice(me, [town.people.exCoach])))).toEqual([]);
    await setRound(town, 'published');
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_choices`)).isRefused).toBe(true);
  });
});
