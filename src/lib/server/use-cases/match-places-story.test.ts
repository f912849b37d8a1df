import { expect, it } from 'vitest';
import type { Declaration } from '#lib/domain/hat/hat.ts';
import { followSilentCoaches } from '#lib/server/jobs/ask-coaches.ts';
import { sweep } from '#lib/server/jobs/sweep.ts';
import { newId } from '#lib/server/new-id.ts';
import { listDeclarations } from '#lib/server/queries/hats.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { isAskedUnseen } from '#lib/server/queries/match-asks.ts';
import { countStates, listCoachees } from '#lib/server/queries/match-follow.ts';
import { exclude } from '#lib/server/queries/match-results.ts';
import { findRound } from '#lib/server/queries/match-rounds.ts';
import { endRelationship, listRelationships } from '#lib/server/queries/relationships.ts';
import { onBothEngines } from '#test/engines.ts';
import {
  answer,
  as,
  askedOf,
  asks,
  choose,
  type Coach,
  type Coachee,
  dayMs,
  outcomes,
  placeOf,
  post,
  sealOf,
  setStage,
  stateFor,
  written
} from '#test/match-stage.ts';
import { enterAs, type MatchTown, roundOf, setRound, suggestionOf } from '#test/match-town.ts';
import { answerPair } from './answer-pair.ts';
import { keepProfile } from './keep-profile.ts';
import { readAsked } from './read-coachee.ts';

const none: Declaration = { evaluatorContact: 'none', roles: [] };
const yes = { accepts: true, declaration: null, readDeclaredAt: null } as const;
const partOf = (town: MatchTown) => ({ organisation_id: town.organisation, round_id: town.round });
const placeIn = (town: MatchTown) => ({ organisationId: town.organisation, programmeId: town.programme });

/** One more published round beside the first, in which this coach, with one place, is suggested to this coachee. */
async function publishAnother(town: MatchTown, coach: Coach, coachee: Coachee): Promise<MatchTown> {
  const other = { ...town, round: newId() };
  await enterAs(town, 'coordinator', 'match_rounds', { ...roundOf(town, town.people.coordinator), id: other.round });
  await enterAs(town, 'coordinator', 'match_participants', {
    ...partOf(other),
    person_id: town.people[coach].id,
    role: 'coach',
    capacity: 1
  });
  await enterAs(
    town,
    'coordinator',
    'match_suggestions',
    suggestionOf(other, { coach: town.people[coach], coachee: town.people[coachee] })
  );
  await setRound(other, 'published');
  return other;
}

/** A pair made by a coordinator, which begins. */
async function pairByHand(town: MatchTown, coach: Coach, coachee: Coachee): Promise<void> {
  const [id, place] = [newId(), { organisation_id: town.organisation, programme_id: town.programme }];
  const two = { coach_id: town.people[coach].id, coachee_id: town.people[coachee].id };
  await enterAs(town, 'coordinator', 'relationships', { ...place, ...two, id, proposed_by: town.people.coordinator.id });
  await as(town, coach, (db) => answerPair(db, { ...yes, relationshipId: id, personId: two.coach_id, declaration: none }));
  const begun = await as(town, coachee, async (db) => {
    const readDeclaredAt = (await listDeclarations(db, id)).at(-1)?.declaredAt.toISOString() ?? null;
    return answerPair(db, { ...yes, relationshipId: id, personId: two.coachee_id, readDeclaredAt });
  });
  expect(begun).toBe('active');
}

const to = async (town: MatchTown) => (await post(town)).map((mail) => mail.to).toSorted();
const present = (town: MatchTown, name: Coach, form: Readonly<Record<string, string>>) =>
  as(town, name, (db) => keepProfile(db, { place: placeOf(town, name), form: { capacity: '3', ...form }, written, isHandedIn: false }));

onBothEngines('places and asking, over rounds', (opened) => {
  it('counts a place that was taken through another round, also one that is closed', async () => {
    const town = await setStage(opened());
    const other = await publishAnother(town, 'otherCoach', 'otherCoachee');
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await choose(other, 'otherCoachee', 'otherCoach');
    await post(town);
    expect(await answer(town, 'otherCoach', true, 'otherCoachee')).toBe('active');
    await setRound(town, 'closed');
    await post(town);
    await answer(town, 'exCoach', false);
    expect(await to(town)).toEqual(['coachee@example.org', 'coordinator@example.org']);
    expect(await askedOf(town, 'otherCoach')).toEqual([]);
  });

  it('counts a place that a coordinator gave away by hand: who asked goes on', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await post(town);
    await pairByHand(town, 'exCoach', 'otherCoachee');
    await post(town);
    expect([(await askedOf(town, 'exCoach')).length, (await askedOf(town, 'otherCoach')).length]).toEqual([0, 1]);
    expect(await outcomes(town)).toEqual(['full', null]);
  });

  it('asks nobody else for a coachee who has a coach by now', async () => {
    const town = await setStage(opened(), 2);
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await post(town);
    await pairByHand(town, 'otherCoach', 'coachee');
    await post(town);
    expect([await askedOf(town, 'exCoach'), await outcomes(town), await stateFor(town, 'coachee')]).toEqual([[], ['withdrawn'], 'paired']);
    const [pair] = await as(town, 'coachee', async (db) =>
      (await listRelationships(db, town.people.coachee.id)).filter(({ status }) => status === 'active')
    );
    await as(town, 'coachee', (db) => endRelationship(db, pair?.id ?? ''));
    expect(await stateFor(town, 'coachee')).toBe('open'); // what was chosen before leads to nothing any more
  });

  it('shows a coordinator what was chosen, who was asked and why it was no, and how far everybody is', async () => {
    const town = await setStage(opened());
    const round = { id: town.round, programmeId: town.programme };
    for (const name of ['coachee', 'otherCoachee'] as const)
      await enterAs(town, 'coordinator', 'match_participants', { ...partOf(town), person_id: town.people[name].id, role: 'coachee' });
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    await choose(town, 'otherCoachee');
    await post(town);
    await answer(town, 'exCoach', false);
    await post(town);
    const place = { ...placeIn(town), personId: town.people.coordinator.id, roundId: town.round };
    const read = (name: Coachee, reader: 'coordinator' | 'otherCoach' = 'coordinator') =>
      as(town, reader, (db) => readAsked(db, { seal: sealOf(town), place }, town.people[name].id));
    const { coaches, asked } = await read('coachee');
    expect(coaches).toHaveLength(2);
    expect(asked.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['declined', 'Ik verhuis'],
      [null, null]
    ]);
    expect(await read('otherCoachee')).toEqual({ coaches: [], instead: 'talk', asked: [] });
    expect(await read('coachee', 'otherCoach')).toEqual({ coaches: [], instead: null, asked: [] });
    expect(await as(town, 'coordinator', (db) => countStates(db, round))).toMatchObject({ proposed: 1, talk: 1, waiting: 0 });
    await answer(town, 'otherCoach', false);
    await post(town);
    const listed = (only: 'nobody-left' | 'talk') =>
      as(town, 'coordinator', async (db) =>
        (await listCoachees(db, round, { search: '', only, offset: 0, most: 9 })).coachees.map(({ id }) => id)
      );
    expect([await listed('nobody-left'), await listed('talk')]).toEqual([[town.people.coachee.id], [town.people.otherCoachee.id]]);
    await town.database.asOwner((owner) => owner.query("update match_asks set asked_at = now() - interval '31 days'"));
    await sweep(town.database.doors.asSystem);
    expect((await read('coachee')).asked.map(({ reason }) => reason)).toEqual([null, null]);
    await town.database.asOwner(async (owner) => {
      for (const [table, column] of [
        ['match_asks', 'asked_at'],
        ['match_rounds', 'created_at'],
        ['match_decisions', 'at']
      ])
        await owner.query(`update ${table ?? ''} set ${column ?? ''} = now() - interval '13 months' where organisation_id = $1`, [
          town.organisation
        ]);
    });
    await sweep(town.database.doors.asSystem);
    expect(await as(town, 'coordinator', (db) => findRound(db, town.programme, town.round))).toBeNull();
  });

  it('tells once that nobody is left, however often it is asked again', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    await answer(town, 'exCoach', false);
    expect([await to(town), await stateFor(town, 'coachee')]).toEqual([['coachee@example.org', 'coordinator@example.org'], 'nobody-left']);
    const [ask] = await asks(town);
    await town.database.doors.asSystem('test', (db) =>
      enqueue(db, 'match-answer', { organisationId: town.organisation, relationshipId: ask?.relationshipId ?? '' })
    );
    expect(await to(town)).toEqual([]);
    await choose(town, 'coachee', 'exCoach');
    expect(await to(town)).toEqual(['coachee@example.org', 'coordinator@example.org']);
  });

  it('tells a coachee who is asked only once the coach says yes, and asks on after a pair that stopped', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await post(town);
    const seen = () =>
      as(town, 'coachee', async (db) => {
        const pairs = await listRelationships(db, town.people.coachee.id);
        const pair = pairs.find(({ status }) => status === 'proposed' || status === 'active');
        return pair && !(await isAskedUnseen(db, pair)) ? pair.id : null;
      });
    expect([await seen(), await stateFor(town, 'coachee')]).toEqual([null, 'asking']);
    await answer(town, 'exCoach', true);
    await post(town);
    const pair = await seen();
    expect(pair).not.toBeNull();
    await as(town, 'coachee', (db) => endRelationship(db, pair ?? ''));
    await choose(town, 'coachee', 'otherCoach');
    expect(await to(town)).toContain('othercoach@example.org');
    await answer(town, 'otherCoach', false);
    expect(await to(town)).toEqual(['coachee@example.org', 'coordinator@example.org']);
    expect(await stateFor(town, 'coachee')).toBe('nobody-left');
  });

  it('asks nobody who is kept apart since, or is of the programme no more', async () => {
    const town = await setStage(opened());
    await as(town, 'coordinator', (db) =>
      exclude(db, placeIn(town), { coacheeId: town.people.coachee.id, coachId: town.people.exCoach.id })
    );
    await choose(town, 'coachee', 'exCoach', 'otherCoach');
    expect(await to(town)).toEqual(['othercoach@example.org']);
  });

  it('holds a yes to what stood on the card: other words of a coach change nothing, another declaration does (C14)', async () => {
    const town = await setStage(opened());
    await choose(town, 'coachee', 'exCoach');
    await present(town, 'exCoach', { contact: 'close', 'text-work': 'Iets anders' });
    await post(town);
    expect(await answer(town, 'exCoach', true)).toBe('active');
    await choose(town, 'otherCoachee', 'otherCoach');
    await present(town, 'otherCoach', { contact: 'self' });
    await post(town);
    expect(await answer(town, 'otherCoach', true, 'otherCoachee')).toBe('proposed');
    expect(await to(town)).toEqual(['othercoachee@example.org']);
    const nudge = async (days: number) => {
      await followSilentCoaches(town.database.doors.asSystem, new Date(Date.now() + days * dayMs));
      return (await to(town)).filter((address) => address === 'othercoachee@example.org');
    };
    expect([await nudge(9.9), await nudge(10.1), await nudge(20)]).toEqual([[], ['othercoachee@example.org'], []]);
  });

  it('declares nothing in the name of a coach who stood in a file (C14)', async () => {
    const town = await setStage(opened());
    await town.database.asOwner((owner) => owner.query('update match_profiles set by_own_hand = false'));
    await choose(town, 'coachee', 'exCoach');
    await choose(town, 'otherCoachee', 'otherCoach');
    await post(town);
    expect(await answer(town, 'exCoach', true)).toBe('undeclared');
    const declare = async (coach: Coach, evaluatorContact: 'close' | 'none') => {
      const [pair] = await askedOf(town, coach);
      const said = { ...yes, relationshipId: pair?.id ?? '', personId: town.people[coach].id };
      return as(town, coach, (db) => answerPair(db, { ...said, declaration: { evaluatorContact, roles: [] } }));
    };
    expect([await declare('exCoach', 'close'), await declare('otherCoach', 'none')]).toEqual(['active', 'proposed']);
  });
});
