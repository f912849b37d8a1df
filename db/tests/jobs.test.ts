import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, identities, type Town } from '#test/people.ts';

onBothEngines('jobs', (opened) => {
  let town: Town;
  const job = (organisation: string) => ({ organisation_id: organisation, id: newId(), kind: 'mail' });
  beforeAll(async () => {
    town = await buildTown(opened());
    await town.database.doors.asPerson(town.people.coach.token, (db) => inserting('jobs', job(town.organisation)).execute(db));
  });

  it('is queued by anybody signed in, for the own organisation only', async () => {
    expect(await whoCan(town, (me) => inserting('jobs', job(me.organisation)))).toEqual(identities.filter((name) => name !== 'nobody'));
    expect((await ask(town, 'coach', inserting('jobs', job(town.stranger.organisation)))).isRefused).toBe(true);
  });

  it('is not read, changed or removed by any person', async () => {
    for (const statement of [
      sql`select id from jobs`,
      sql`select count(*) from jobs`,
      sql`update jobs set due_at = now()`,
      sql`delete from jobs`,
      sql`insert into jobs (organisation_id, id, kind) values (${town.organisation}, ${newId()}, 'x') returning id`
    ]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
    }
  });

  it('is leased and cleared by the system role, which cannot change what it says', async () => {
    expect((await askSystem(town, sql`select id from jobs`)).count).toBe(1);
    expect((await askSystem(town, sql`update jobs set tries = tries + 1`)).count).toBe(1);
    expect((await askSystem(town, sql`update jobs set data = '{}'`)).isRefused).toBe(true);
    expect((await askSystem(town, sql`delete from jobs`)).count).toBe(1);
  });
});
