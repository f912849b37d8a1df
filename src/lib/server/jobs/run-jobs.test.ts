import { setTimeout as pause } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '#lib/server/database/open.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { takeDigests } from '#lib/server/queries/mail-facts.ts';
import { newRing, postHouse } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { runNextJob, startJobs } from './run-jobs.ts';

const ring = newRing();
let town: Town | null = null;

async function townOf(database: Database): Promise<Town> {
  if (town?.database !== database) {
    town = await buildTown(database);
    await database.doors.asSystem('test', (db) => takeDigests(db, new Date())); // or a Monday would have more to send
  }
  return town;
}

const noticeFor = ({ people }: Town, path: string) => ({ organisationId: people.coach.organisation, personId: people.coach.id, path });

async function queueAs({ database, people }: Town, work: Parameters<typeof database.doors.asPerson<void>>[1]): Promise<void> {
  await database.doors.asPerson(people.coordinator.token, work);
}

type JobRow = { tries: number; minutes: number; error: string | null; is_leased: boolean };

async function jobsOf(database: Database): Promise<JobRow[]> {
  return database.doors.asSystem('test', async (db) => {
    const minutes = sql<number>`round(extract(epoch from due_at - now()) / 60)::int`;
    const isLeased = sql<boolean>`leased_until is not null`;
    return db
      .selectFrom('jobs')
      .select(['tries', 'error', minutes.as('minutes'), isLeased.as('is_leased')])
      .orderBy('created_at')
      .execute();
  });
}

const change = (database: Database, statement: RawBuilder<unknown>) => database.doors.asSystem('test', (db) => statement.execute(db));

/** As if the job had been queued before: nobody may, so the lock is taken off for a moment. */
async function age(database: Database): Promise<void> {
  const [open, close] = ['alter table jobs no force row level security', 'alter table jobs force row level security'];
  await database.asOwner((owner) => owner.query(`${open}; update jobs set created_at = now() - interval '31 minutes'; ${close}`));
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await pause(100);
}

onBothEngines('jobs', (opened) => {
  it('does each job exactly once with two runners on one database', async () => {
    const here = await townOf(opened());
    const { database } = here;
    for (let index = 0; index < 20; index += 1)
      await queueAs(here, (db) => enqueue(db, 'mirror-ready', noticeFor(here, `/mirrors/${index}`)));
    const houses = [postHouse(database, ring, () => pause(5)), postHouse(database, ring, () => pause(5))];
    const stops = houses.map(({ house }) => startJobs(house));
    await until(() => houses.reduce((count, { sent }) => count + sent.length, 0) >= 20);
    await Promise.all(stops.map((stop) => stop()));
    const texts = houses.flatMap(({ sent }) => sent.map(({ text }) => /mirrors\/\d+/.exec(text)?.[0]));
    expect([texts.length, new Set(texts).size, (await jobsOf(database)).length]).toEqual([20, 20, 0]);
  });

  it('queues nothing when the transaction of the person is undone', async () => {
    const here = await townOf(opened());
    const undone = queueAs(here, async (db) => {
      await enqueue(db, 'mirror-ready', noticeFor(here, '/undone'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await jobsOf(here.database)).toEqual([]);
  });

  it('makes the same notice twice before it went out one mail', async () => {
    const here = await townOf(opened());
    for (let index = 0; index < 2; index += 1) await queueAs(here, (db) => enqueue(db, 'mirror-opened', noticeFor(here, '/same')));
    const { house, sent } = postHouse(here.database, ring);
    while (await runNextJob(house));
    expect(sent).toHaveLength(1);
  });

  it('tries again after 1, 3, 9 ... minutes when the mail server refuses, and gives up after eight tries (F7)', async () => {
    const here = await townOf(opened());
    const { database } = here;
    await queueAs(here, (db) => enqueue(db, 'pair-started', noticeFor(here, '/refused')));
    const refusal = Object.assign(new Error('550 no such user coach@example.org'), { code: 'EENVELOPE', responseCode: 550 });
    const { house, sent, lines } = postHouse(database, ring, () => Promise.reject(refusal));
    const delays = [];
    for (let index = 0; index < 8; index += 1) {
      expect(await runNextJob(house)).toBe(true);
      expect(await runNextJob(house)).toBe(false);
      delays.push((await jobsOf(database))[0]?.minutes);
      await change(database, sql`update jobs set due_at = now()`);
    }
    expect(delays).toEqual([1, 3, 9, 27, 81, 243, 729, 2187]);
    expect([await runNextJob(house), sent.length]).toEqual([false, 0]);
    expect(await jobsOf(database)).toMatchObject([{ tries: 8, error: 'EENVELOPE 550', is_leased: false }]);
    expect(JSON.stringify(lines)).not.toContain('example.org');
    await change(database, sql`delete from jobs`);
  });

  it('leaves a job that somebody is working on alone, and takes it over when the lease is over', async () => {
    const here = await townOf(opened());
    const { database } = here;
    await queueAs(here, (db) => enqueue(db, 'pair-started', noticeFor(here, '/leased')));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = postHouse(database, ring, () => held);
    const other = postHouse(database, ring);
    const working = runNextJob(slow.house);
    await pause(300);
    expect(await runNextJob(other.house)).toBe(false);
    await change(database, sql`update jobs set leased_until = now() - interval '1 second'`);
    expect([await runNextJob(other.house), other.sent.length]).toEqual([true, 1]);
    release();
    await working;
    expect(await jobsOf(database)).toEqual([]);
  });

  it('lets an old request for a link go, and a job without a receiver', async () => {
    const here = await townOf(opened());
    const { database, people } = here;
    const account = { organisationId: people.coach.organisation, personId: people.coach.id };
    const { house, sent } = postHouse(database, ring);
    await database.doors.asSystem('test', (db) => enqueue(db, 'send-sign-in-link', { ...account, accounts: [account], next: '/home' }));
    await age(database);
    await queueAs(here, (db) => enqueue(db, 'pair-started', { ...noticeFor(here, '/x'), personId: people.stranger.id }));
    while (await runNextJob(house));
    expect([sent, await jobsOf(database)]).toEqual([[], []]);
  });

  it('writes to nobody outside the organisation the job belongs to', async () => {
    const here = await townOf(opened());
    const { stranger } = here.people;
    const data = JSON.stringify({ organisationId: stranger.organisation, personId: stranger.id, path: '/x' });
    await queueAs(here, async (db) => {
      const row = sql`${here.organisation}, gen_random_uuid(), 'pair-started', ${data}::jsonb`;
      await sql`insert into jobs (organisation_id, id, kind, data) values (${row})`.execute(db);
    });
    const { house, sent } = postHouse(here.database, ring);
    while (await runNextJob(house));
    expect([sent, await jobsOf(here.database)]).toEqual([[], []]);
  });

  it('keeps a job of a kind it does not know for the version that does', async () => {
    const here = await townOf(opened());
    const { database } = here;
    await queueAs(here, async (db) => {
      await sql`insert into jobs (organisation_id, id, kind) values (${here.organisation}, gen_random_uuid(), 'toString')`.execute(db);
    });
    const { house } = postHouse(database, ring);
    expect(await runNextJob(house)).toBe(true);
    expect(await jobsOf(database)).toMatchObject([{ tries: 1, error: 'RangeError' }]);
    await change(database, sql`delete from jobs`);
  });

  it('writes in the language of the receiver, with a neutral subject, and nothing of who or what', async () => {
    const here = await townOf(opened());
    const { database } = here;
    const { house, sent } = postHouse(database, ring);
    for (const language of ['nl', 'en']) {
      await database.asOwner((owner) => owner.query('update people set language = $1 where id = $2', [language, here.people.coach.id]));
      await queueAs(here, (db) => enqueue(db, 'mirror-opened', noticeFor(here, '/relationships/1/mirrors/2')));
      while (await runNextJob(house));
    }
    expect(sent.map(({ subject }) => subject)).toEqual([
      'Er staat iets voor je klaar in Vierpoot',
      'Something is waiting for you in Vierpoot'
    ]);
    for (const { text } of sent) {
      expect(text).toContain('https://vierpoot.example/relationships/1/mirrors/2');
      expect(text).not.toMatch(/coachee/i);
    }
  });

  it('wakes at an enqueue, waits for the job at hand when it stops, and then stops', async () => {
    const here = await townOf(opened());
    let isBusy = false;
    const { house, sent } = postHouse(here.database, ring, () => {
      isBusy = true;
      return pause(500);
    });
    const stop = startJobs(house);
    await pause(4_000); // asleep by now, for longer than it takes to wake
    await queueAs(here, (db) => enqueue(db, 'pair-started', noticeFor(here, '/woken')));
    await Promise.race([until(() => isBusy), pause(1_500)]);
    expect([isBusy, sent.length]).toEqual([true, 0]);
    await stop();
    expect(sent).toHaveLength(1);
    await queueAs(here, (db) => enqueue(db, 'pair-started', noticeFor(here, '/later')));
    await pause(700);
    expect(sent).toHaveLength(1);
  });
});
