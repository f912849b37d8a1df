import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { type Child, startChild } from '#test/children.ts';
import { newDatabaseName, onEngine, requireServer, templateDatabase } from '#test/engines.ts';
import { type LiveClient, openClient } from '#test/live-client.ts';
import { cookieOf, planTalk } from '#test/live-stage.ts';
import { buildTown, type Town } from '#test/people.ts';
import { makeDatabase, ownerUrl, superUrl } from '#test/server-engine.ts';

const eventually = (said: () => unknown, expected: unknown) => expect.poll(said, { timeout: 15_000, interval: 20 }).toEqual(expected);

/** Where a child says that it serves. */
async function addressOf(child: Child): Promise<string> {
  for await (const line of createInterface({ input: child.process.stdout })) {
    if (line.startsWith('open ')) return line.slice(5);
  }
  throw new Error('the child ended before it served');
}

/** Two application processes, on one PostgreSQL and one key file. */
onEngine('server', 'live notes in two processes', () => {
  const children: Child[] = [];
  const origins: string[] = [];
  let vault: Vault;
  let town: Town;
  let name: string;

  beforeAll(async () => {
    name = newDatabaseName();
    await makeDatabase(requireServer(), name, templateDatabase);
    const folder = mkdtempSync(join(tmpdir(), 'vierpoot-relay-'));
    const env = {
      NODE_ENV: 'test',
      DATABASE_URL: ownerUrl(requireServer(), name),
      DATABASE_OLD_VERSION: 'allow',
      KEY_FILE: join(folder, 'keys.json'),
      DATA_DIR: folder
    };
    vault = await openVault(readSettings(env, process.cwd()), process.cwd());
    town = await buildTown(vault.database);
    for (let count = 0; count < 2; count += 1) {
      const child = startChild('serve-live', [], { env });
      children.push(child);
      origins.push(await addressOf(child));
    }
  });

  afterAll(async () => {
    for (const client of talks.keys()) client.leave();
    for (const child of children) await child.kill();
    await vault.database.close();
  });

  const talks = new Map<LiveClient, string>();
  const conversationOf = (client: LiveClient) => talks.get(client) ?? expect.fail('no talk');

  function open(who: 'coach' | 'coachee', conversation: string, origin = ''): LiveClient {
    const { token, id } = town.people[who];
    const client = openClient({ origin, cookie: cookieOf(token) }, { relationship: town.pair, conversation }, id);
    talks.set(client, conversation);
    return client;
  }

  async function meet(): Promise<[LiveClient, LiveClient]> {
    const conversation = await planTalk({ town });
    return [open('coach', conversation, origins[0]), open('coachee', conversation, origins[1])];
  }

  it('meet: what one types in the first, the other reads in the second', async () => {
    const [coach, coachee] = await meet();
    coach.type('from the first');
    await eventually(coachee.text, 'from the first');
    coachee.type('from the second');
    await eventually(coach.text, 'from the first\nfrom the second');
  });

  it('show who is present in the other process', async () => {
    const both = [town.people.coach.id, town.people.coachee.id].toSorted();
    const [coach, coachee] = await meet();
    await eventually(coach.present, both);
    await eventually(coachee.present, both);
    coachee.leave();
    await eventually(coach.present, [town.people.coach.id]);
  });

  it('meet again after every line to the database was cut', async () => {
    const [coach, coachee] = await meet();
    coach.type('before');
    await eventually(coachee.text, 'before');
    const superuser = new pg.Client({ connectionString: superUrl(requireServer(), name) });
    await superuser.connect();
    const cut =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and application_name = $2';
    const { rowCount } = await superuser.query(cut, [name, 'vierpoot live']);
    await superuser.end();
    expect(rowCount).toBe(2);
    coach.type('meanwhile');
    await eventually(coachee.text, 'before\nmeanwhile');
    coachee.type('after');
    await eventually(coach.text, 'before\nmeanwhile\nafter');
  });

  it('lose at most two seconds of typing when one of them is killed, and the other goes on', async () => {
    const [coach, coachee] = await meet();
    await eventually(() => coach.isSynced() && coachee.isSynced(), true);
    const typed: { words: string; at: number }[] = [];
    const typing = setInterval(() => {
      typed.push({ words: `word ${typed.length}.`, at: Date.now() });
      coach.type(typed.at(-1)?.words ?? '');
    }, 25);
    await eventually(() => coachee.text().includes('word 100.'), true);
    await children[0]?.kill();
    const killedAt = Date.now();
    clearInterval(typing);
    coach.leave();
    coachee.type('and on');
    await eventually(() => coachee.hasUnsent(), false);
    const late = open('coachee', conversationOf(coachee), origins[1]);
    await eventually(() => late.text().includes('and on'), true);
    const older = typed.filter(({ at }) => at < killedAt - 2_000);
    expect(older.length).toBeGreaterThan(10);
    expect(older.filter(({ words }) => !late.text().includes(words))).toEqual([]);
  });
});
