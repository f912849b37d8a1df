import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';

onBothEngines('system_acts', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('does not exist for any person', async () => {
    for (const statement of [
      sql`select 1 from system_acts`,
      sql`delete from system_acts`,
      inserting('system_acts', { id: newId(), reason: 'x' })
    ]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
    }
  });

  it('is forgotten after 30 days, and not before, whoever asks', async () => {
    const reasons = ['29 days', '31 days'];
    await opened().asOwner(async (owner) => {
      await owner.query('alter table system_acts no force row level security');
      for (const reason of reasons)
        await owner.query('insert into system_acts (id, reason, at) values ($1, $2, now() - $3::interval)', [newId(), reason, reason]);
      await owner.query('alter table system_acts force row level security');
    });
    expect(await whoCan(town, () => sql`select app.forget_what_is_over()`)).toEqual([]);
    await town.database.doors.asSystem('test', (db) => sql`select app.forget_what_is_over()`.execute(db));
    const left = await opened().asOwner(async (owner) => {
      await owner.query('alter table system_acts no force row level security');
      const { rows } = await owner.query<{ reason: string }>('select reason from system_acts where reason = any ($1)', [reasons]);
      await owner.query('alter table system_acts force row level security');
      return rows.map(({ reason }) => reason);
    });
    expect(left).toEqual(['29 days']);
  });

  it('is added to by the system role, which can neither read, change nor clear it', async () => {
    expect((await askSystem(town, inserting('system_acts', { id: newId(), reason: 'x' }))).count).toBe(1);
    for (const statement of [sql`select 1 from system_acts`, sql`update system_acts set reason = 'x'`, sql`delete from system_acts`]) {
      expect((await askSystem(town, statement)).isRefused).toBe(true);
    }
    expect((await askSystem(town, inserting('system_acts', { id: newId(), reason: 'x', at: new Date(0) }))).isRefused).toBe(true);
  });
});
