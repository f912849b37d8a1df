import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';

onBothEngines('digests', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is of the database alone: neither people nor the system role read, write or remove it', async () => {
    const row = (person: Person) => ({ organisation_id: person.organisation, person_id: person.id, monday: '2030-01-07' });
    const statements = [
      (me: Person) => inserting('digests', row(me)),
      () => sql`select 1 from digests`,
      () => sql`update digests set monday = monday`,
      () => sql`delete from digests`,
      () => sql`select 1 from app.take_digests(now())`
    ];
    for (const statement of statements) expect(await whoCan(town, statement)).toEqual([]);
    for (const statement of statements.slice(0, 4)) expect((await askSystem(town, statement(town.people.coach))).isRefused).toBe(true);
  });

  it('is taken once a week, on Monday from seven o’clock where the person is, by each of a running pair who wants it', async () => {
    const take = async (moment: string) => {
      const { rows } = await opened().doors.asSystem('test: digests', (db) =>
        sql<{ person_id: string }>`select person_id from app.take_digests(${moment})`.execute(db)
      );
      return rows.map(({ person_id }) => person_id).sort();
    };
    const { coach, coachee, otherCoach, otherCoachee, stranger, strangerCoachee } = town.people;
    await town.database.doors.asPerson(otherCoach.token, (db) =>
      inserting('mail_choices', { organisation_id: otherCoach.organisation, person_id: otherCoach.id, kind: 'digest' }).execute(db)
    );
    for (const early of ['2030-01-07T05:30Z', '2030-01-06T12:00Z', '2030-01-08T12:00Z']) expect(await take(early)).toEqual([]);
    const wanting = [coach, coachee, otherCoachee, stranger, strangerCoachee].map(({ id }) => id).sort();
    expect(await take('2030-01-07T06:30Z')).toEqual(wanting);
    expect(await take('2030-01-07T12:00Z')).toEqual([]);
    expect(await take('2030-01-14T12:00Z')).toEqual(wanting);
  });
});
