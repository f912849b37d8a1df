import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readLibrary } from '#lib/content/library.ts';
import { newId } from '#lib/server/new-id.ts';
import { countAssigned } from '#lib/server/queries/match-results.ts';
import { findRound } from '#lib/server/queries/match-rounds.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import { bringFile, importPeople } from '#lib/server/use-cases/import-people.ts';
import { writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import { openMatchRound } from '#lib/server/use-cases/match-round.ts';
import { makeDatabase, superUrl } from '#test/server-engine.ts';
import { cookieOf } from './house.ts';
import type { Load, Served } from './load-generator.ts';
import { buildMatchTown, type Crowd, type MatchTown } from './match-town.ts';
import { figure } from './numbers.ts';
import type { FallibleServer } from './postgres.ts';
import { table } from './report.ts';
import { startVierpoot, type WebServer } from './vierpoot.ts';

/** `lines`: of the file that is taken in. `blockMs`: how long pages are asked when nothing else happens. */
export type DeskPlan = Crowd & { lines: number; blockMs: number };

/** Milliseconds: how late the loop was, at the 99th percentile and at most; the most of its own processor time in one turn. */
type LoopHeld = { p99: number; max: number; busy: number };

type Desk = { vault: Vault; town: MatchTown; web: WebServer; round: string; loopFile: string };

/** Taking people in, a run, and the pages of the desk meanwhile and afterwards, on PostgreSQL with one web process. */
export async function measureDesk(server: FallibleServer | null, plan: DeskPlan): Promise<string> {
  if (!server) return 'Not measured: no PostgreSQL server programs found.';
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-desk-'));
  const name = 'vierpoot_desk';
  await makeDatabase(server, name);
  const environment = { DATA_DIR: folder, DATABASE_URL: superUrl(server, name), DATABASE_OLD_VERSION: 'allow' };
  const settings = readSettings({ ...environment, NODE_ENV: 'test', LOG_LEVEL: 'silent' }, process.cwd());
  const vault = await openVault(settings, process.cwd());
  const loopFile = join(folder, 'loop');
  try {
    const town = await buildMatchTown(vault.database, plan);
    const round = await openRound(vault, town);
    const taken = await measureImport(vault, plan.lines);
    const web = await startVierpoot({ ...environment, LOOP_FILE: loopFile }, ['--import', './bench/watch-loop.ts']);
    try {
      return `${taken}\n\n${await measureRun({ vault, town, web, round, loopFile }, plan)}`;
    } finally {
      await web.stop();
    }
  } finally {
    await vault.database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openRound({ database }: Vault, { organisation, programme, coordinator }: MatchTown): Promise<string> {
  const round = newId();
  const place = { organisationId: organisation, personId: coordinator.id, programmeId: programme, roundId: round };
  await database.doors.asPerson(coordinator.token, (db) => openMatchRound(db, place));
  return round;
}

/** Into an empty programme beside the other: the report line by line, and then everybody at once. */
async function measureImport(vault: Vault, lines: number): Promise<string> {
  const town = await buildMatchTown(vault.database, { coachees: 0, coaches: 0 });
  const lineOf = (at: number) =>
    at % 5 === 0
      ? `Coach ${at};c${at}@file.example;coach;lezen|tuin;Nederlands;4`
      : `Coachee ${at};e${at}@file.example;coachee;lezen|koken;Nederlands;`;
  const text = ['naam;e-mail;rol;interesses;talen;plaatsen', ...Array.from({ length: lines }, (_, at) => lineOf(at))].join('\r\n');
  const as = <T>(work: Parameters<typeof vault.database.doors.asPerson<T>>[1]) =>
    vault.database.doors.asPerson(town.coordinator.token, work);
  const id = newId();
  const place = {
    organisationId: town.organisation,
    programmeId: town.programme,
    language: 'nl' as const,
    written: writtenTags(readLibrary(process.cwd()))
  };
  const from = performance.now();
  await as((db) => bringFile(db, town.programme, { id, bytes: new TextEncoder().encode(text) }));
  const brought = performance.now();
  const people = await as((db) => importPeople(db, place, { id, welcome: 'later', leavesOut: false }));
  const done = performance.now();
  const rows = [[lines.toLocaleString('en'), String(people), figure((brought - from) / 1_000), figure((done - brought) / 1_000)]];
  return `People from a file:\n\n${table(['lines', 'people', 'read and kept, s', 'taken in, s'], rows)}`;
}

async function measureRun(desk: Desk, { coachees, coaches, blockMs }: DeskPlan): Promise<string> {
  const { vault, town, round } = desk;
  const generator = fork('bench/load-generator.ts', { execPath: process.execPath });
  const rows: string[][] = [];
  const watch = async (when: string, happens: () => Promise<Served | null>) => rows.push([when, ...(await watchLoop(desk, happens))]);
  const pages = (lengthMs = blockMs) => openPages(desk, generator, lengthMs);
  try {
    await watch('pages, warming up', () => pages());
    await watch('pages', () => pages());
    let seconds = 0;
    await watch('a run', async () => {
      seconds = await run(desk);
      return null;
    });
    await watch('a run and pages', async () => (await Promise.all([pages(seconds * 1_300), run(desk)]))[0]);
    await watch('pages, afterwards', () => pages());
    const matched = await vault.database.doors.asPerson(town.coordinator.token, (db) => countAssigned(db, round));
    const head = `A run with ${coachees.toLocaleString('en')} coachees and ${coaches.toLocaleString('en')} coaches: ${figure(seconds)} s until its lists stood in the database, ${matched.toLocaleString('en')} matched. Two browsers of coordinators opened the list, a page far down in it, a search, the picture and who takes part, in turn:`;
    return `${head}\n\n${table(['what happens', 'pages', 'p50 ms', 'p95 ms', 'loop late p99 ms', 'loop late most, ms', 'held most, ms'], rows)}`;
  } finally {
    generator.kill('SIGKILL');
  }
}

/** What was served meanwhile, and what the loop of the web process did, as cells of a row. */
async function watchLoop({ loopFile }: Desk, happens: () => Promise<Served | null>): Promise<string[]> {
  rmSync(loopFile, { force: true });
  await pause(600);
  const served = await happens();
  await pause(300);
  const { max, p99, busy } = JSON.parse(readFileSync(loopFile, 'utf8')) as LoopHeld; // written by watch-loop.ts
  const asked = served === null ? ['–', '–', '–'] : [String(served.requests), figure(served.p50), figure(served.p95)];
  return [...asked, figure(p99), figure(max), figure(busy)];
}

async function openPages(desk: Desk, generator: ChildProcess, lengthMs: number): Promise<Served> {
  generator.send({ port: desk.web.port, connections: 2, lengthMs, asks: pagesOf(desk) } satisfies Load);
  const [served] = (await once(generator, 'message')) as [Served]; // sent by load-generator.ts
  if (served.refused > 0) throw new Error(`The desk: ${served.refused} of ${served.requests} were refused.`);
  return served;
}

/** Seconds from the press of the button until the result stands in the database. */
async function run(desk: Desk): Promise<number> {
  const from = performance.now();
  await press(desk, `?/run`);
  while ((await statusOf(desk)) === 'running') await pause(100);
  return (performance.now() - from) / 1_000;
}

function pagesOf({ town, round }: Desk) {
  const base = `/programmes/${town.programme}/matching/${round}`;
  const paths = ['', '?page=150', '?search=Person+77', '/picture?page=9', '/people?role=coach&page=20'];
  return paths.map((path) => ({ path: `${base}${path}`, cookie: cookieOf(town.coordinator.token) }));
}

async function press({ town, web, round }: Desk, action: string): Promise<void> {
  const origin = `http://localhost:${web.port}`;
  const address = `${origin}/programmes/${town.programme}/matching/${round}${action}`;
  const headers = { origin, accept: 'text/html', cookie: cookieOf(town.coordinator.token) };
  const answer = await fetch(address, { method: 'POST', headers, body: new URLSearchParams({}), redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`The desk: ${action} answered ${answer.status}.`);
}

async function statusOf({ vault, town, round }: Desk): Promise<string> {
  const found = await vault.database.doors.asPerson(town.coordinator.token, (db) => findRound(db, town.programme, round));
  return found?.status ?? 'gone';
}
