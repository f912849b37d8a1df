import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { newId } from '#lib/server/new-id.ts';
import { changeHat } from '#lib/server/queries/hats.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { releaseForEvaluation } from '#lib/server/use-cases/release-for-evaluation.ts';
import { newRing, testSettings } from './doorbell.ts';
import { onBothEngines } from './engines.ts';
import { type Asked, eventFor, newBrowserCookies } from './fake-event.ts';
import { buildDeskTown, type DeskTown } from './pair-doors.ts';
import { pairRows, type PairTable, placeOf, type Row } from './pair-rows.ts';
import { declare, putHatOnAgain, type Identity, signIn, startPair } from './people.ts';
import { completeRound } from './rounds.ts';

type Loaded = { load?: (event: unknown) => unknown; GET?: (event: unknown) => unknown };
type Route = { path: string; file: string };

/** Every address of somebody who is signed in, from the tree of files: a page that is made tomorrow is asked too. */
const routes: readonly Route[] = readdirSync('src/routes/(app)', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/\+(page\.server|server)\.ts$/.test(file))
  .map((file) => ({ path: `/${file.replace(/\/\+[a-z.]+$/, '')}`, file: join(process.cwd(), 'src/routes/(app)', file) }))
  .sort((one, other) => one.file.localeCompare(other.file));

/** Asked without words and with words to search for. */
const questions = ['', '?q=sealed'];
/** Shown with the moment of asking, and the same for everybody: no page of a pair. */
const tellsTheTime = new Set(['/settings/sessions']);

/** `ids`: one row of the pair in each table that has an id. */
type World = {
  town: DeskTown;
  ids: ReadonlyMap<string, string>;
  ring: ReturnType<typeof newRing>;
  library: ReturnType<typeof readLibrary>;
};
type Browser = { token: Buffer };

type DataMap = Record<string, { columns: Record<string, { level: string }> }>;
const dataMap = JSON.parse(readFileSync('db/data-map.json', 'utf8')) as DataMap; // its shape is held by db/tests/data-map.test.ts

/** What the parts of an address stand for: `[note=uuid]` a row of `notes`. Another kind of part must be told here. */
function partsOf({ town, ids }: World, path: string): Record<string, string> {
  const told: Record<string, string | undefined> = {
    ...{ relationship: town.pair, programme: town.programme, version: ids.get('agreements') },
    ...{ leg: 'network', tool: 'energy-map', card: 'card' },
    ...{ import: town.programme, round: town.programme, coachee: town.people.coachee.id } // of a coordinator: not there, whatever the id
  };
  const names = [...path.matchAll(/\[([a-z]+)(?:=[a-z]+)?\]/g)].map((match) => match[1] ?? '');
  const valueOf = (name: string) => told[name] ?? ids.get(`${name}s`) ?? expect.fail(`partsOf does not know [${name}] of ${path}`);
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}

async function localsOf({ town, ring, library }: World, { token }: Browser): Promise<Partial<App.Locals>> {
  const { doors } = town.database;
  const house = { ring, library, settings: testSettings() } as App.Locals['house']; // what pages use of it
  const asPerson: App.Locals['asPerson'] = (work) => doors.asPerson(token, work);
  return { house, asPerson, asSystem: doors.asSystem, locale: 'nl', token, who: await doors.identify(token) };
}

/** What an address answers, whole: a status, where it sends to, or everything the page is made of. */
async function answerOf(world: World, browser: Browser, asked: Route & { question: string }): Promise<string> {
  const params = partsOf(world, asked.path);
  const path = asked.path.replaceAll(/\[([a-z]+)(?:=[a-z]+)?\]/g, (_part, name: string) => params[name] ?? '') + asked.question;
  const request: Asked = { path, route: `/(app)${asked.path}`, locals: await localsOf(world, browser) };
  const { load, GET } = (await import(asked.file)) as Loaded; // a file of a route
  const layout = (await import(join(process.cwd(), 'src/routes/(app)/+layout.server.ts'))) as Loaded; // the layout around it
  const event = { ...eventFor(newBrowserCookies(), request), params, locals: request.locals, depends: () => undefined };
  const parent = () => Promise.resolve(layout.load?.(event));
  try {
    const answer = await (load ?? GET)?.({ ...event, parent });
    return inspect(answer instanceof Response ? await told(answer) : [await around(layout, event), answer], all);
  } catch (thrown) {
    return inspect(refusal(thrown), all);
  }
}

/** What the layout gives; the key for a form is chance, and a new one for every page. */
async function around(layout: Loaded, event: Parameters<NonNullable<Loaded['load']>>[0]): Promise<object> {
  const given = await layout.load?.(event);
  return typeof given === 'object' && given !== null ? { ...given, formKey: '' } : {};
}

const all = { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity } as const;
const told = async (response: Response) => ({ status: response.status, headers: [...response.headers], body: await response.text() });

function refusal(thrown: unknown): unknown {
  if (isHttpError(thrown)) return { status: thrown.status, body: thrown.body };
  if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
  return { fault: thrown instanceof Error ? thrown.message : thrown };
}

/** Every answer of a browser, by address. */
async function reading(world: World, browser: Browser): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const route of routes.filter(({ path }) => !tellsTheTime.has(path))) {
    for (const question of questions) answers.set(route.path + question, await answerOf(world, browser, { ...route, question }));
  }
  return answers;
}

/** A pair with an evaluator's hat declared, two texts let through, a round and a row in every table. */
async function buildWorld(database: DeskTown['database']): Promise<World> {
  const town = await buildDeskTown(database);
  const [ring, library] = [newRing(), readLibrary(process.cwd())];
  await declare(database, { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
  await putHatOnAgain(town);
  const { token, id } = town.people.coachee;
  for (const text of ['Ik leerde plannen.', 'Ik geef nu zelf les.']) {
    await database.doors.asPerson(token, async (db) => {
      const pair = (await findRelationship(db, town.pair, id)) ?? expect.fail('not their pair');
      return releaseForEvaluation(db, ring, { pair, said: { kind: 'words', text } });
    });
  }
  await completeRound(town);
  await addRows(town, 'coachee');
  return { town, ids: await idsOf(town), ring, library };
}

async function idsOf(town: DeskTown): Promise<Map<string, string>> {
  return town.database.asOwner(async (owner) => {
    const ids = new Map<string, string>();
    for (const [table, { columns }] of Object.entries(dataMap)) {
      if (!('relationship_id' in columns && 'id' in columns)) continue;
      const { rows } = await owner.query<{ id: string }>(`select id from ${table} where relationship_id = $1 order by id limit 1`, [
        town.pair
      ]);
      if (rows[0]) ids.set(table, rows[0].id);
    }
    return ids;
  });
}

const untouched: readonly string[] = ['coach_declarations', 'evaluation_releases'];
const tables = (Object.keys(pairRows) as PairTable[]).filter((table) => !untouched.includes(table)); // the keys of a record of tables

/** One more row of each table of a pair, as the owner of the tables. */
async function addRows(town: DeskTown, name: Identity): Promise<void> {
  const place = placeOf(town, town.desks, { name, pair: town.pair });
  await town.database.asOwner(async (owner) => {
    for (const table of tables) {
      const row: Row = pairRows[table](place);
      const columns = Object.keys(row);
      const values = columns.map((_column, index) => `$${index + 1}`);
      const insert = `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')}) on conflict do nothing`;
      await owner.query(insert, Object.values(row));
    }
  });
}

/** Every column of a pair that holds what people write, as the data map says. */
function hiddenColumns(): { table: string; column: string }[] {
  return Object.entries(dataMap)
    .filter(([table, { columns }]) => 'relationship_id' in columns && !untouched.includes(table))
    .flatMap(([table, { columns }]) =>
      Object.entries(columns).flatMap(([column, { level }]) => (level === 'L3' ? [{ table, column }] : []))
    );
}

/** The other world: every hidden text says something else, and more was written. */
async function changeWhatIsHidden(town: DeskTown): Promise<number> {
  let changed = 0;
  await town.database.asOwner(async (owner) => {
    for (const { table, column } of hiddenColumns()) {
      const { rowCount } = await owner.query(`update ${table} set ${column} = sha256(${column}) where relationship_id = $1`, [town.pair]);
      changed += rowCount ?? 0;
    }
  });
  await addRows(town, 'coach');
  return changed;
}

async function putOnHat(town: DeskTown): Promise<Browser> {
  const token = randomBytes(32);
  await town.database.doors.asSystem('test: browser', (db) => signIn(db, town.people.coach, token));
  expect(await town.database.doors.asPerson(token, (db) => changeHat(db, 'evaluator'))).toBe(true);
  return { token };
}

const pairPage = '/relationships/[relationship=uuid]';

onBothEngines('under the hat of evaluator', (opened) => {
  it('every page answers the same, to the byte, in two worlds that differ only in the coaching (C10, C12)', async () => {
    const world = await buildWorld(opened());
    const evaluator = await putOnHat(world.town);
    const coach = world.town.people.coach;
    const [before, beforeAsCoach] = [await reading(world, evaluator), await reading(world, coach)];
    expect(await changeWhatIsHidden(world.town)).toBeGreaterThan(15);
    expect([...(await reading(world, evaluator))]).toEqual([...before]);
    // The worlds do differ, and under the hat of coach it shows.
    const afterAsCoach = await reading(world, coach);
    const differing = [...beforeAsCoach].filter(([path, answer]) => afterAsCoach.get(path) !== answer).map(([path]) => path);
    expect(differing).toEqual(expect.arrayContaining(['/overview', `${pairPage}/conversations`, `${pairPage}/mirrors/[mirror=uuid]`]));
  });

  it('no page of the pair is there but what was let through, and none looks other than one that never was (C12)', async () => {
    const world = await buildWorld(opened());
    const answers = await reading(world, await putOnHat(world.town));
    const pages = [...answers].filter(([path]) => path.startsWith(pairPage) && !path.includes('?'));
    expect(pages.length).toBeGreaterThan(8);
    const there = pages.filter(([, answer]) => !answer.includes('status: 404'));
    // A proposal that was accepted sends on to the pair, which is not there.
    expect(there.map(([path]) => path).filter((path) => !hasNoPage(path))).toEqual([`${pairPage}/evaluation`, `${pairPage}/proposal`]);
    expect(there.find(([path]) => path.endsWith('/evaluation'))?.[1]).toContain('Ik geef nu zelf les.');
    const nowhere = await reading(elsewhere(world), await putOnHat(world.town));
    const missing = pages.filter(([, answer]) => answer.includes('status: 404'));
    for (const [path, answer] of missing) expect(answer, path).toBe(nowhere.get(path));
  });

  it('a pair to which that hat was not declared has not even an evaluation, and home leads to nothing else (C12)', async () => {
    const world = await buildWorld(opened());
    const { coach, coordinator, otherCoachee: coachee } = world.town.people;
    const pair = await startPair(world.town.database, { programme: world.town.programme, coordinator, coach, coachee });
    const evaluator = await putOnHat(world.town);
    const undeclared = await reading({ ...world, town: { ...world.town, pair } }, evaluator);
    const nowhere = await reading(elsewhere(world), evaluator);
    expect(undeclared.get(`${pairPage}/evaluation`)).toContain('status: 404');
    expect(undeclared.get(`${pairPage}/evaluation`)).toBe(nowhere.get(`${pairPage}/evaluation`));
    const home = undeclared.get('/home') ?? '';
    expect(home.match(/entry: [a-z']+/g)?.sort()).toEqual(["entry: 'evaluation'", 'entry: null']);
    expect(home.match(/steps: \[[^\]]*\]/g)).toEqual(['steps: []', 'steps: []']);
  });
});

/** The same addresses, of a pair that never was. */
function elsewhere(world: World): World {
  return { ...world, town: { ...world.town, pair: newId() } };
}

/** An address that only takes in, and shows nothing. */
function hasNoPage(path: string): boolean {
  const file = routes.find((route) => route.path === path)?.file ?? '';
  return file.endsWith('/+server.ts') && !readFileSync(file, 'utf8').includes('export const GET');
}
