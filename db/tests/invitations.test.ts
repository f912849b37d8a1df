import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, hashOf, type Person, type Town } from '#test/people.ts';

onBothEngines('invitations', (opened) => {
  let town: Town;
  const invitation = (by: Person, programme: string | null, role = 'coach') => ({
    ...{ organisation_id: by.organisation, id: newId(), programme_id: programme, email: 'a@example.org', name: 'A', role },
    ...{ token_hash: hashOf(randomBytes(32)), invited_by: by.id }
  });
  const send = async (by: Person, programme: string | null, role?: string) => {
    const row = invitation(by, programme, role);
    await town.database.doors.asPerson(by.token, (db) => inserting('invitations', row).execute(db));
    return row.id;
  };
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is there for the coordinators of its programme; one for the whole organisation for the administrator', async () => {
    expect(await whoSees(town, 'invitations', { id: await send(town.people.coordinator, town.programme) })).toEqual(['coordinator']);
    expect(await whoSees(town, 'invitations', { id: await send(town.people.administrator, null, 'adviser') })).toEqual(['administrator']);
  });

  it('is sent for a programme by its coordinator, and in nobody else’s name', async () => {
    expect(await whoCan(town, (me) => inserting('invitations', invitation(me, town.programme)))).toEqual(['coordinator']);
    expect(await whoCan(town, () => inserting('invitations', invitation(town.people.coach, town.programme)))).toEqual([]);
  });

  it('is sent for the whole organisation by the administrator, to coordinators and advisers', async () => {
    expect(await whoCan(town, (me) => inserting('invitations', invitation(me, null, 'coordinator')))).toEqual(['administrator']);
    expect(await whoCan(town, (me) => inserting('invitations', invitation(me, null, 'coach')))).toEqual([]);
  });

  it('shows its token hash to nobody', async () => {
    await send(town.people.coordinator, town.programme);
    expect(await whoCan(town, () => sql`select token_hash from invitations`)).toEqual([]);
    expect(await whoCan(town, () => sql`select * from invitations`)).toEqual([]);
  });

  it('is withdrawn by the coordinator as long as nobody accepted it', async () => {
    const id = await send(town.people.coordinator, town.programme);
    const withdrawing = () => sql`update invitations set revoked_at = now() where id = ${id}`;
    expect(await whoCan(town, withdrawing)).toEqual(['coordinator']);
    await town.database.doors.asSystem('test: accept', (db) =>
      sql`update invitations set accepted_at = now() where id = ${id}`.execute(db)
    );
    expect(await whoCan(town, withdrawing)).toEqual([]);
  });

  it('is withdrawn by the administrator when it is for the whole organisation, as long as nobody accepted it', async () => {
    const id = await send(town.people.administrator, null, 'adviser');
    const withdrawing = () => sql`update invitations set revoked_at = now() where id = ${id}`;
    expect(await whoCan(town, withdrawing)).toEqual(['administrator']);
    await town.database.doors.asSystem('test: accept', (db) =>
      sql`update invitations set accepted_at = now() where id = ${id}`.execute(db)
    );
    expect(await whoCan(town, withdrawing)).toEqual([]);
  });

  it('of a programme is not the administrator’s to withdraw', async () => {
    const id = await send(town.people.coordinator, town.programme);
    const withdrawAll = sql`update invitations set revoked_at = now()`;
    await town.database.doors.asPerson(town.people.administrator.token, (db) => withdrawAll.execute(db));
    expect(await whoCan(town, () => sql`select 1 from invitations where id = ${id} and revoked_at is null`)).toEqual(['coordinator']);
  });

  it('is forgotten twelve months after it was answered, taken back or over, and not before', async () => {
    const old: [string, string, boolean][] = [
      ['accepted_at', '13 months', true],
      ['revoked_at', '13 months', true],
      ['expires_at', '13 months', true],
      ['expires_at', '11 months', false]
    ];
    for (const [column, age, isForgotten] of old) {
      const id = await send(town.people.coordinator, town.programme);
      await opened().asOwner((owner) =>
        owner
          .query(`update invitations set expires_at = now() - interval '11 months' where id = $1`, [id])
          .then(() => owner.query(`update invitations set ${column} = now() - interval '${age}' where id = $1`, [id]))
      );
      await town.database.doors.asSystem('test', (db) => sql`select app.forget_what_is_over()`.execute(db));
      expect([column, age, await whoSees(town, 'invitations', { id })]).toEqual([column, age, isForgotten ? [] : ['coordinator']]);
    }
  });

  it('has its address, role and term changed by nobody', async () => {
    await send(town.people.coordinator, town.programme);
    for (const column of ['email', 'role', 'programme_id', 'expires_at', 'accepted_at', 'token_hash', 'invited_by']) {
      const change = sql`update invitations set ${sql.ref(column)} = ${sql.ref(column)}`;
      expect((await ask(town, 'coordinator', change)).isRefused).toBe(true);
      if (column !== 'accepted_at') expect((await askSystem(town, change)).isRefused).toBe(true);
    }
    expect((await ask(town, 'coordinator', sql`delete from invitations`)).isRefused).toBe(true);
  });
});
