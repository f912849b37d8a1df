import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';

const answers = Buffer.from('sealed');

onBothEngines('needs', (opened) => {
  let town: Town;
  const row = (relationship: string, person: Person) => ({
    organisation_id: person.organisation,
    id: newId(),
    relationship_id: relationship,
    person_id: person.id,
    instrument: 'needs-1',
    answers
  });
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is read by the coachee alone: the coach sees what a release carries, an evaluator nothing (C10, C17, C37)', async () => {
    const need = row(town.pair, town.people.coachee);
    await town.database.doors.asPerson(town.people.coachee.token, (db) => inserting('needs', need).execute(db));
    expect(await whoSees(town, 'needs', { id: need.id })).toEqual(['coachee']);
  });

  it('is written by the coachee of an active pair alone', async () => {
    expect(await whoCan(town, (me) => inserting('needs', row(town.pair, me)))).toEqual(['coachee']);
    expect(await whoCan(town, (me) => inserting('needs', row(town.exPair, me)))).toEqual([]);
  });

  it('is never written in the name of another', async () => {
    expect(await whoCan(town, () => inserting('needs', row(town.pair, town.people.coachee)))).toEqual(['coachee']);
    expect(await whoCan(town, () => inserting('needs', row(town.pair, town.people.coach)))).toEqual([]);
  });

  it('is dated by the database and never changed or removed (C4)', async () => {
    const backdated = { ...row(town.pair, town.people.coachee), asked_at: new Date(0) };
    expect((await ask(town, 'coachee', inserting('needs', backdated))).isRefused).toBe(true);
    expect((await ask(town, 'coachee', sql`update needs set answers = ${answers}`)).isRefused).toBe(true);
    expect((await ask(town, 'coachee', sql`delete from needs`)).isRefused).toBe(true);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from needs`)).isRefused).toBe(true);
  });
});
