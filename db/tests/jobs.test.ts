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

  it('tells the administrator, and nobody else, how many of the own organisation were given up', async () => {
    const lost = (tries: number, organisation: string) => ({ ...job(organisation), tries });
    const rows = [lost(8, town.organisation), lost(8, town.organisation), lost(7, town.organisation), lost(8, town.stranger.organisation)];
    await opened().asOwner(async (owner) => {
      await owner.query('alter table jobs no force row level security');
      for (const row of rows)
        await owner.query('insert into jobs (organisation_id, id, kind, tries) values ($1, $2, $3, $4)', Object.values(row));
      await owner.query('alter table jobs force row level security');
    });
    const asked = sql<{ lost: number }>`select app.undelivered_mails() as lost`;
    for (const name of identities.filter((identity) => identity !== 'nobody')) {
      const { rows: told } = await town.database.doors.asPerson(town.people[name].token, (db) => asked.execute(db));
      expect([name, told]).toEqual([name, [{ lost: name === 'administrator' ? 2 : 0 }]]);
    }
    await town.database.doors.asSystem('test', (db) => sql`delete from jobs where tries > 0`.execute(db));
  });

  it('is leased and cleared by the system role, which cannot change what it says', async () => {
    expect((await askSystem(town, sql`select id from jobs`)).count).toBe(1);
    expect((await askSystem(town, sql`update jobs set tries = tries + 1`)).count).toBe(1);
    expect((await askSystem(town, sql`update jobs set data = '{}'`)).isRefused).toBe(true);
    expect((await askSystem(town, sql`delete from jobs`)).count).toBe(1);
  });
});
