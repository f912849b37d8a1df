import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, hashOf, type Town } from '#test/people.ts';

onBothEngines('throttles', (opened) => {
  let town: Town;
  const bucket = { bucket: hashOf(Buffer.from('account')), window_started_at: new Date(), tries: 1 };
  beforeAll(async () => {
    town = await buildTown(opened());
    await town.database.doors.asSystem('test: throttle', (db) => inserting('throttles', bucket).execute(db));
  });

  it('does not exist for any person', async () => {
    for (const statement of [sql`select 1 from throttles`, sql`delete from throttles`, inserting('throttles', bucket)]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
    }
  });

  it('is kept by the system role, and holds a hash, never an address', async () => {
    expect((await askSystem(town, sql`update throttles set tries = tries + 1`)).count).toBe(1);
    const address = inserting('throttles', { ...bucket, bucket: Buffer.from('a@example.org') });
    await expect(askSystem(town, address)).rejects.toThrow('throttles_bucket_check');
  });
});
