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

  it('is added to by the system role, which can neither read, change nor clear it', async () => {
    expect((await askSystem(town, inserting('system_acts', { id: newId(), reason: 'x' }))).count).toBe(1);
    for (const statement of [sql`select 1 from system_acts`, sql`update system_acts set reason = 'x'`, sql`delete from system_acts`]) {
      expect((await askSystem(town, statement)).isRefused).toBe(true);
    }
    expect((await askSystem(town, inserting('system_acts', { id: newId(), reason: 'x', at: new Date(0) }))).isRefused).toBe(true);
  });
});
