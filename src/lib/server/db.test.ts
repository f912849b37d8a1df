import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { NoSessionError } from '#lib/server/db.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';

onBothEngines('the doors', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });
  const me = () => sql<{ me: string | null }>`select app.person_id() as me`;

  it('let work see the person behind the token', async () => {
    const { rows } = await town.database.doors.asPerson(town.people.coach.token, (db) => me().execute(db));
    expect(rows).toEqual([{ me: town.people.coach.id }]);
  });

  it('stay shut for a token of nobody', async () => {
    await expect(town.database.doors.asPerson(randomBytes(32), (db) => me().execute(db))).rejects.toThrow(NoSessionError);
    await expect(town.database.doors.asPerson(Buffer.alloc(0), (db) => me().execute(db))).rejects.toThrow(NoSessionError);
    expect(await town.database.doors.identify(randomBytes(32))).toBeNull();
  });

  it('take back what work did when it throws', async () => {
    const renamed = town.database.doors.asPerson(town.people.coach.token, async (db) => {
      await db.updateTable('people').set({ name: 'renamed' }).where('id', '=', town.people.coach.id).execute();
      throw new RangeError('halfway');
    });
    await expect(renamed).rejects.toThrow('halfway');
    expect((await town.database.doors.identify(town.people.coach.token))?.name).toBe('coach');
  });

  it('tell who holds a token, with hat, roles and organisation', async () => {
    const who = await town.database.doors.identify(town.people.coachAsEvaluator.token);
    expect(who).toMatchObject({
      personId: town.people.coach.id,
      organisationId: town.organisation,
      hat: 'evaluator',
      roles: ['coach'],
      language: 'nl'
    });
  });

  it('write down why the system acts', async () => {
    await town.database.doors.asSystem('test: a reason', (db) => sql`select 1`.execute(db));
    const role = await town.database.doors.asSystem('test: role', (db) => sql<{ role: string }>`select current_user as role`.execute(db));
    expect(role.rows[0]?.role).toMatch(/^vierpoot_system/);
    await expect(town.database.doors.asSystem('x'.repeat(101), (db) => sql`select 1`.execute(db))).rejects.toThrow(
      'system_acts_reason_check'
    );
  });

  it('serve many people at once without mixing them up', async () => {
    const people = [town.people.coach, town.people.coachee, town.people.coordinator, town.people.stranger];
    const asked = Array.from({ length: 80 }, (_, index) => people[index % people.length] ?? town.people.coach);
    const answers = await Promise.all(asked.map(({ token }) => town.database.doors.asPerson(token, (db) => me().execute(db))));
    expect(answers.map(({ rows }) => rows[0]?.me)).toEqual(asked.map(({ id }) => id));
  });
});
