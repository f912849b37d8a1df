import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, hashOf, signIn, type Town } from '#test/people.ts';

onBothEngines('sessions', (opened) => {
  let town: Town;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('is there for its own person only', async () => {
    const own = () => sql`select id from sessions where person_id = ${town.people.coach.id}`;
    expect(await whoCan(town, own)).toEqual(['coach', 'coachAsEvaluator']);
  });

  it('shows a token hash to nobody, not even by a comparison', async () => {
    const guess = hashOf(town.people.coach.token);
    for (const statement of [
      sql`select token_hash from sessions`,
      sql`select * from sessions`,
      sql`select id from sessions where token_hash = ${guess}`
    ]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
      expect((await askSystem(town, statement)).isRefused).toBe(true);
    }
    expect(await whoCan(town, () => sql`select app.live_session()`)).toEqual([]);
  });

  it('is ended by its own person, for good', async () => {
    const { coach } = town.people;
    const id = await town.database.doors.asSystem('test: second browser', (db) => signIn(db, coach, randomBytes(32)));
    expect(await whoCan(town, () => sql`update sessions set ended_at = now() where id = ${id}`)).toEqual(['coach', 'coachAsEvaluator']);
    await town.database.doors.asPerson(coach.token, (db) => sql`update sessions set ended_at = now() where id = ${id}`.execute(db));
    expect(await whoCan(town, () => sql`update sessions set ended_at = null where id = ${id}`)).toEqual([]);
  });

  it('keeps hat, person and term out of reach of its own person (C12)', async () => {
    for (const column of [
      'hat',
      'person_id',
      'organisation_id',
      'token_hash',
      'expires_at',
      'idle_minutes',
      'last_seen_at',
      'authenticated_at'
    ]) {
      expect(await whoCan(town, () => sql`update sessions set ${sql.ref(column)} = ${sql.ref(column)}`)).toEqual([]);
    }
  });

  it('is opened by the system role alone, never by a person', async () => {
    const { id, organisation } = town.people.coordinator;
    const term = { idle_minutes: 60, expires_at: new Date(Date.now() + 60_000) };
    const row = { organisation_id: organisation, id: newId(), person_id: id, token_hash: hashOf(randomBytes(32)), ...term };
    expect(await whoCan(town, () => inserting('sessions', row))).toEqual([]);
    expect((await askSystem(town, inserting('sessions', row))).count).toBe(1);
    expect((await ask(town, 'coach', sql`delete from sessions`)).isRefused).toBe(true);
  });
});
