import type { ClientBase } from 'pg';
import { type Library, readLibrary } from '#lib/content/library.ts';
import { loadDemo } from '#lib/server/demo/load-demo.ts';
import { newId } from '#lib/server/new-id.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { hashOf } from '#test/people.ts';
import { randomBytes } from 'node:crypto';
import type { Ask } from './load-generator.ts';
import { plantWorld, type Size } from './world.ts';

/** Who lives in the house that is measured; `size` null: the demo people. `name` also names its database. */
export type Population = { name: string; title: string; size: Size | null };

/** A kind of page, with the addresses and readers among whom the questions rotate. */
export type Page = { name: string; asks: readonly Ask[] };

/** Fills an empty database and signs readers in; gives the pages to measure. The house is closed again. */
export async function makeHouse(environment: Readonly<Record<string, string>>, { size }: Population): Promise<readonly Page[]> {
  const root = process.cwd();
  const vault = await openVault(readSettings({ ...environment, NODE_ENV: 'test', LOG_LEVEL: 'silent' }, root), root);
  const library = readLibrary(root);
  try {
    return size === null ? await demoPages(vault, library) : await worldPages(vault, { library, size });
  } finally {
    await vault.database.close();
  }
}

/** The cookie of a browser that is signed in over http. */
export function cookieOf(token: Buffer): string {
  return `session-over-http=${token.toString('base64url')}`;
}

async function worldPages({ database, ring }: Vault, { library, size }: { library: Library; size: Size }): Promise<Page[]> {
  const { pairs } = await database.asOwner(async (client) => {
    await client.query('begin');
    const world = await plantWorld({ client, ring, library }, size);
    await client.query('commit');
    await client.query('analyze');
    return world;
  });
  const readers = Array.from({ length: 10 }, (_, place) => pairs[Math.floor(((place + 0.5) * pairs.length) / 10)]).filter(
    (pair) => pair !== undefined
  );
  const at = (relationship: string, rest: string) => `/relationships/${relationship}/${rest}`;
  return [
    { name: 'home, coach', asks: readers.map(({ coach }) => ({ path: '/home', cookie: cookieOf(coach.token) })) },
    {
      name: 'chair, coachee',
      asks: readers.map(({ coachee, relationship }) => ({ path: at(relationship, 'chair'), cookie: cookieOf(coachee.token) }))
    },
    {
      name: 'chair, coach',
      asks: readers.map(({ coach, relationship }) => ({ path: at(relationship, 'chair'), cookie: cookieOf(coach.token) }))
    },
    {
      name: 'mirror, answering',
      asks: readers.map(({ coachee, relationship, openMirror }) => ({
        path: at(relationship, `mirrors/${openMirror}`),
        cookie: cookieOf(coachee.token)
      }))
    }
  ];
}

type DemoRow = { relationship: string; open_mirror: string | null; coach: string; coachee: string; pairs: number; rounds: number };

/** In each demo organisation: the coach with most pairs, that coach's first pair, and the round one of a pair still has to answer. */
async function demoPages({ database, ring }: Vault, library: Library): Promise<Page[]> {
  await loadDemo({ database, ring, library });
  return database.asOwner(async (client) => {
    const { rows } = await client.query<DemoRow>(
      `select r.id as relationship, r.coach_id as coach, r.coachee_id as coachee,
          (select count(*)::int from relationships o where o.coach_id = r.coach_id) as pairs,
          (select count(*)::int from mirrors m where m.relationship_id = r.id and m.due_at < now()) as rounds,
          (select m.id from mirrors m where m.relationship_id = r.id and m.due_at > now()) as open_mirror
         from relationships r where r.status = 'active' order by pairs desc, rounds desc, r.id`
    );
    const full = rows.filter(({ pairs, rounds }) => pairs === rows[0]?.pairs && rounds === 2);
    const open = rows.filter(({ open_mirror }) => open_mirror !== null);
    const chair = (reader: 'coach' | 'coachee') =>
      asksOf(client, full, { reader, path: ({ relationship }) => `/relationships/${relationship}/chair` });
    return [
      { name: 'home, coach', asks: await asksOf(client, full, { reader: 'coach', path: () => '/home' }) },
      { name: 'chair, coachee', asks: await chair('coachee') },
      { name: 'chair, coach', asks: await chair('coach') },
      {
        name: 'mirror, answering',
        asks: await asksOf(client, open, {
          reader: 'coach',
          path: (row) => `/relationships/${row.relationship}/mirrors/${row.open_mirror ?? ''}`
        })
      }
    ];
  });
}

type Reading = { reader: 'coach' | 'coachee'; path: (row: DemoRow) => string };

async function asksOf(client: ClientBase, rows: readonly DemoRow[], { reader, path }: Reading): Promise<Ask[]> {
  const asks: Ask[] = [];
  for (const row of rows) asks.push({ path: path(row), cookie: cookieOf(await signInAs(client, row[reader])) });
  return asks;
}

/** A browser of somebody, made by the owner of the tables. */
export async function signInAs(client: ClientBase, person: string): Promise<Buffer> {
  const token = randomBytes(32);
  await client.query(
    `insert into sessions (organisation_id, id, person_id, token_hash, idle_minutes, expires_at)
     select organisation_id, $1, id, $2, 600, now() + interval '1 day' from people where id = $3`,
    [newId(), hashOf(token), person]
  );
  return token;
}
