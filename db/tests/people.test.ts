import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, proposePair, type Town } from '#test/people.ts';

onBothEngines('people', (opened) => {
  let town: Town;
  const seers = (id: string) => whoSees(town, 'people', { id });
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is known to oneself, to those one has or had a pair with, and to those who run it', async () => {
    expect(await seers(town.people.coachee.id)).toEqual([
      'coach',
      'coachAsEvaluator',
      'coachee',
      'exCoach',
      'coordinator',
      'administrator'
    ]);
    expect(await seers(town.people.otherCoachee.id)).toEqual(['otherCoach', 'otherCoachee', 'coordinator', 'administrator']);
    expect(await seers(town.people.stranger.id)).toEqual(['stranger', 'strangerCoachee', 'strangerCoordinator']);
  });

  it('is known by name before a pair is accepted, and no longer once it is declined', async () => {
    const { otherCoach, coachee, coordinator } = town.people;
    const pair = await proposePair(town.database, { programme: town.programme, coordinator, coach: otherCoach, coachee });
    expect(await seers(coachee.id)).toContain('otherCoach');
    await town.database.doors.asPerson(coachee.token, (db) => sql`select app.answer_proposal(${pair}, false)`.execute(db));
    expect(await seers(coachee.id)).not.toContain('otherCoach');
  });

  it('is changed by oneself alone', async () => {
    expect(await whoCan(town, () => sql`update people set name = 'x' where id = ${town.people.coachee.id}`)).toEqual(['coachee']);
    for (const column of ['organisation_id', 'id', 'created_at']) {
      expect((await ask(town, 'coachee', sql`update people set ${sql.ref(column)} = ${sql.ref(column)}`)).isRefused).toBe(true);
    }
  });

  it('is not changed by a statement that asks for no row', async () => {
    expect((await ask(town, 'coordinator', sql`update people set name = 'x'`)).count).toBe(1);
  });

  it('is neither made nor removed by people', async () => {
    expect(
      await whoCan(town, (me) => inserting('people', { organisation_id: me.organisation, id: newId(), name: 'x', language: 'nl' }))
    ).toEqual([]);
    expect(await whoCan(town, () => sql`delete from people`)).toEqual([]);
  });
});
