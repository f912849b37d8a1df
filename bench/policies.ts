import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Library, readLibrary } from '#lib/content/library.ts';
import { nameStatements } from '#lib/server/database/named-statements.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listReleases, listResponses, listRounds } from '#lib/server/queries/mirrors.ts';
import { listRelationships } from '#lib/server/queries/relationships.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import type { DB } from '#lib/server/schema.generated.ts';
import { readSettings } from '#lib/server/settings.ts';
import { hashOf } from '#test/people.ts';
import { makeDatabase, superUrl } from '#test/server-engine.ts';
import { calmly } from './calm.ts';
import { figure, median, span } from './numbers.ts';
import { asSuper, type FallibleServer } from './postgres.ts';
import { cpuMs } from './processes.ts';
import { table } from './report.ts';
import { type Citizen, plantWorld, type Size, type WorldPair } from './world.ts';

export type PolicyPlan = { sizes: readonly Size[]; rounds: number; blockMs: number };

/** Runs the queries of a page in one transaction of `who`; gives their rows. */
type Door = <T>(who: Citizen, work: (db: PersonDb) => Promise<T>) => Promise<T>;
type Sides = { bound: Door; free: Door; database: () => readonly number[] };

type Question = { name: string; ask: (db: PersonDb, who: Citizen, pair: WorldPair) => Promise<unknown> };

const questions: readonly Question[] = [
  { name: 'listRelationships', ask: (db, who) => listRelationships(db, who.id) },
  { name: 'listRounds', ask: (db, _who, pair) => listRounds(db, pair.relationship) },
  { name: 'listResponses', ask: (db, _who, pair) => listResponses(db, pair.relationship) },
  { name: 'listReleases', ask: (db, _who, pair) => listReleases(db, pair.relationship) }
];

/** Everything a page asks, one after another as it does. */
const page: Question = {
  name: '**all four**',
  ask: async (db, who, pair) => {
    const answers: unknown[] = [];
    for (const { ask } of questions) answers.push(await ask(db, who, pair));
    return answers;
  }
};
const emptyDoor: Question = { name: 'door', ask: () => Promise.resolve(null) };

/** What the policies cost, as tables per size. */
export async function measurePolicies(server: FallibleServer, plan: PolicyPlan): Promise<string> {
  const parts: string[] = [];
  for (const [place, size] of plan.sizes.entries())
    parts.push(await measureSize(server, { plan, size, name: `vierpoot_policies_${place}` }));
  return parts.join('\n\n');
}

type Measuring = { plan: PolicyPlan; size: Size; name: string };

async function measureSize(server: FallibleServer, { plan, size, name }: Measuring): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-policies-'));
  await makeDatabase(server, name);
  const url = superUrl(server, name);
  const settings = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    DATABASE_URL: url,
    DATABASE_POOL: '1',
    DATABASE_OLD_VERSION: 'allow'
  };
  const vault = await openVault(readSettings(settings, process.cwd()), process.cwd());
  const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${withoutPolicies},public` });
  nameStatements(pool);
  try {
    const pair = await asSuper(server, name, (client) => fill(client, { vault, library: readLibrary(process.cwd()), size }));
    const bound: Door = (who, work) => vault.database.doors.asPerson(who.token, work);
    const sides = { bound, free: freeDoor(pool), database: server.processes };
    return await compare(sides, pair, { plan, size });
  } finally {
    await pool.end();
    await vault.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Filling = { vault: Vault; library: Library; size: Size };

/** The pair in the middle of a world, with fresh statistics so that no plan changes while we measure. */
async function fill(client: pg.Client, { vault, library, size }: Filling): Promise<WorldPair> {
  const { organisation, pairs } = await plantWorld({ client, ring: vault.ring, library }, size);
  await writeConditions(client, organisation);
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
  const pair = pairs[Math.floor(pairs.length / 2)];
  if (!pair) throw new RangeError('fill wants at least one pair');
  return pair;
}

const withoutPolicies = 'without_policies';

/**
 * Who has no policies writes the condition on the organisation in the query; every index starts with it. Views do that here,
 * found first on the search path, so that the text of the queries stays the same; the planner sees through them.
 */
async function writeConditions(client: pg.Client, organisation: string): Promise<void> {
  await client.query(`create schema ${withoutPolicies}`);
  for (const name of ['people', 'programmes', 'relationships', 'mirrors', 'mirror_responses', 'mirror_releases']) {
    await client.query(`create view ${withoutPolicies}.${name} as select * from public.${name} where organisation_id = '${organisation}'`);
  }
}

/** No policy binds a superuser; the session is only named, for the functions that ask whose turn it is. */
function freeDoor(pool: pg.Pool): Door {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return (who, work) =>
    db.transaction().execute(async (transaction) => {
      await sql`select set_config('app.session', ${hashOf(who.token).toString('hex')}, true)`.execute(transaction);
      return work(transaction as PersonDb); // the queries want a person; here nobody is bound
    });
}

async function backendOf(db: PersonDb): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

async function compare(sides: Sides, pair: WorldPair, { plan, size }: Omit<Measuring, 'name'>): Promise<string> {
  const lines: Line[] = [];
  for (const side of ['coachee', 'coach'] as const) {
    await requireSameRows(sides, pair[side], pair);
    for (const question of [emptyDoor, ...questions, page]) {
      lines.push(await compareQuestion(sides, { plan, question, who: pair[side], pair, side }));
    }
  }
  const responses = size.relationships * size.rounds * 2;
  const title = `**${size.relationships.toLocaleString('en')} relationships, ${responses.toLocaleString('en')} responses** (${size.rounds * 2} in the pair asked for)`;
  const head = ['as', 'queries', 'without ms', 'with ms', 'ratio', 'without CPU ms', 'with CPU ms', 'CPU ratio'];
  const ratios = lines.filter(({ question }) => question === page).map(({ ratio }) => ratio.cpu);
  const others = Math.max(...lines.map(({ ratio }) => ratio.others)) * 100;
  const reading = `Read: with the policies, all that a page asks takes ${span(ratios)} times the processor time of the server. Others on the machine took at most ${figure(others)} % of it (median of a line).`;
  return `${title}\n\n${table(head, lines.map(rowOf))}\n\n${reading}`;
}

async function requireSameRows({ bound, free }: Sides, who: Citizen, pair: WorldPair): Promise<void> {
  const [seen, all] = [await bound(who, (db) => page.ask(db, who, pair)), await free(who, (db) => page.ask(db, who, pair))];
  if (!isDeepStrictEqual(sorted(seen), sorted(all))) throw new Error('The two sides do not see the same rows.');
}

/** Rows without an order of their own, in one. */
function sorted(answers: unknown): string[][] {
  return Array.isArray(answers) ? answers.map((rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()) : [];
}

type Comparing = { plan: PolicyPlan; question: Question; who: Citizen; pair: WorldPair; side: string };
type Figures = { ms: number; cpu: number; others: number };

/** Medians of the rounds; the ratio is taken within each round. */
type Line = { side: string; question: Question; free: Figures; bound: Figures; ratio: Figures };

async function compareQuestion({ bound, free, database }: Sides, comparing: Comparing): Promise<Line> {
  const take = async (door: Door): Promise<Figures> => {
    const { result, others } = await calmly(database, () => block(door, comparing, comparing.plan.blockMs));
    return { ...result, others };
  };
  const taken = { bound: new Array<Figures>(), free: new Array<Figures>() };
  for (let round = 0; round < comparing.plan.rounds; round += 1) {
    taken.free.push(await take(free));
    taken.bound.push(await take(bound));
  }
  const ratios = taken.bound.map((one, round) => ratioOf(one, taken.free[round] ?? one));
  return { ...comparing, free: middleOf(taken.free), bound: middleOf(taken.bound), ratio: middleOf(ratios) };
}

function ratioOf(one: Figures, other: Figures): Figures {
  return { ms: one.ms / other.ms, cpu: one.cpu / other.cpu, others: Math.max(one.others, other.others) };
}

function middleOf(figures: readonly Figures[]): Figures {
  return {
    ms: median(figures.map(({ ms }) => ms)),
    cpu: median(figures.map(({ cpu }) => cpu)),
    others: median(figures.map(({ others }) => others))
  };
}

function rowOf({ side, question, free, bound, ratio }: Line): string[] {
  return [side, question.name, ...[free.ms, bound.ms, ratio.ms, free.cpu, bound.cpu, ratio.cpu].map(figure)];
}

/** Asks for so long; gives the median time of one transaction and the processor time of the server per transaction. */
async function block(door: Door, { question, who, pair }: Comparing, lengthMs: number): Promise<Omit<Figures, 'others'>> {
  const ask = () => door(who, (db) => question.ask(db, who, pair));
  const backend = await door(who, backendOf); // a connection that rested is another one
  for (let warmUp = 0; warmUp < 30; warmUp += 1) await ask();
  const times: number[] = [];
  const cpuFrom = cpuMs([backend]);
  const until = performance.now() + lengthMs;
  while (performance.now() < until) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return { ms: median(times), cpu: (cpuMs([backend]) - cpuFrom) / times.length };
}
