import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, codeOf, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, declare, type Person, proposePair, type Town } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('relationships', (opened) => {
  let town: Town;
  const match = () => ({
    ...{ programme: town.programme, coordinator: town.people.coordinator },
    ...{ coach: town.people.otherCoach, coachee: town.people.coachee }
  });
  const proposal = (by: Person, coach: Person, coachee: Person) => ({
    ...{ organisation_id: by.organisation, id: newId(), programme_id: town.programme },
    ...{ coach_id: coach.id, coachee_id: coachee.id, proposed_by: by.id }
  });
  const answering = (pair: string, accepts: boolean) => () => sql`select app.answer_proposal(${pair}, ${accepts})`;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('is there for the two, under any hat, and for the coordinator of the programme', async () => {
    const readers = ['coach', 'coachAsEvaluator', 'coachee', 'coordinator'];
    expect(await whoSees(town, 'relationships', { id: town.pair })).toEqual(readers);
    await stopPair(town);
    expect(await whoSees(town, 'relationships', { id: town.pair })).toEqual(readers);
  });

  it('is proposed by the coordinator, between a coach and a coachee of the programme', async () => {
    const { otherCoach, coachee, otherCoordinator, stranger, evaluator } = town.people;
    expect(await whoCan(town, (me) => inserting('relationships', proposal(me, otherCoach, coachee)))).toEqual(['coordinator']);
    for (const coach of [coachee, otherCoordinator, stranger, evaluator]) {
      expect(await whoCan(town, (me) => inserting('relationships', proposal(me, coach, coachee)))).toEqual([]);
    }
    expect(await whoCan(town, () => inserting('relationships', proposal(otherCoordinator, otherCoach, coachee)))).toEqual([]);
  });

  it('starts when both accepted, and not before', async () => {
    const pair = await proposePair(town.database, match());
    await declare(town.database, { coach: town.people.otherCoach, pair });
    expect(await whoCan(town, answering(pair, true))).toEqual(['coachee', 'otherCoach']);
    const answered = async (person: Person) => {
      const { rows } = await town.database.doors.asPerson(person.token, (db) => answering(pair, true)().execute(db));
      return rows;
    };
    expect(await answered(town.people.coachee)).toEqual([{ answer_proposal: 'proposed' }]);
    expect(await answered(town.people.coachee)).toEqual([{ answer_proposal: 'proposed' }]);
    expect(await answered(town.people.otherCoach)).toEqual([{ answer_proposal: 'active' }]);
  });

  it('is accepted by nobody before the coach declared, and can be declined by both (C12, C14)', async () => {
    const pair = await proposePair(town.database, match());
    const said = async (name: 'coachee' | 'otherCoach', accepts: boolean) => {
      const { rows } = await town.database.doors.asPerson(town.people[name].token, (db) => answering(pair, accepts)().execute(db));
      return rows;
    };
    for (const name of ['coachee', 'otherCoach'] as const) expect(await said(name, true)).toEqual([{ answer_proposal: 'undeclared' }]);
    expect(await whoCan(town, () => sql`select 1 from relationships where id = ${pair} and coachee_accepted_at is not null`)).toEqual([]);
    expect(await said('coachee', false)).toEqual([{ answer_proposal: 'declined' }]);
  });

  it('is asked of the coachee again when the coach declares something else after the coachee accepted (C12, C14)', async () => {
    const pair = await proposePair(town.database, match());
    const { otherCoach: coach, coachee } = town.people;
    const says = async ({ token }: Person) => {
      const { rows } = await town.database.doors.asPerson(token, (db) => answering(pair, true)().execute(db));
      return rows;
    };
    await declare(town.database, { coach, pair });
    expect(await says(coachee)).toEqual([{ answer_proposal: 'proposed' }]);
    await declare(town.database, { coach, pair, roles: ['evaluator'] });
    expect(await says(coach)).toEqual([{ answer_proposal: 'proposed' }]);
    expect(await says(coach)).toEqual([{ answer_proposal: 'proposed' }]);
    expect(await says(coachee)).toEqual([{ answer_proposal: 'active' }]);
  });

  it('starts at once when the coach declares the same again', async () => {
    const pair = await proposePair(town.database, match());
    const { otherCoach: coach, coachee } = town.people;
    for (const { token } of [coachee, coach]) {
      await declare(town.database, { coach, pair });
      await town.database.doors.asPerson(token, (db) => answering(pair, true)().execute(db));
    }
    expect(await whoCan(town, () => sql`select 1 from relationships where id = ${pair} and status = 'active'`)).toHaveLength(3);
  });

  it('is gone for both when one of them declines', async () => {
    const pair = await proposePair(town.database, match());
    await town.database.doors.asPerson(town.people.otherCoach.token, (db) => answering(pair, false)().execute(db));
    expect(await whoSees(town, 'relationships', { id: pair })).toEqual(['coordinator']);
    expect(await whoCan(town, answering(pair, true))).toEqual([]);
  });

  it('is stopped by either of the two, at once, once (C9, C28)', async () => {
    const stopping = (pair: string) => () => sql`select app.end_relationship(${pair})`;
    expect(await whoCan(town, stopping(town.pair))).toEqual(['coach', 'coachAsEvaluator', 'coachee']);
    await stopPair(town, 'coach');
    expect(await whoCan(town, stopping(town.pair))).toEqual([]);
    expect(await whoCan(town, stopping(await proposePair(town.database, match())))).toEqual([]);
  });

  it('is never written past its functions', async () => {
    const started = { ...proposal(town.people.coordinator, town.people.otherCoach, town.people.coachee), status: 'active' };
    expect(await whoCan(town, () => inserting('relationships', started))).toEqual([]);
    expect(await whoCan(town, () => sql`update relationships set status = 'active'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from relationships`)).toEqual([]);
  });

  it('is one living pair of the same two in a programme', async () => {
    const { coach, coachee, coordinator } = town.people;
    const second = ask(town, 'coordinator', inserting('relationships', proposal(coordinator, coach, coachee)));
    expect(codeOf(await second.catch((error: unknown) => error))).toBe('23505');
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from relationships`)).isRefused).toBe(true);
  });
});
