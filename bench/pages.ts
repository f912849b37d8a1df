import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDatabase, superUrl } from '#test/server-engine.ts';
import { makeHouse, type Page, type Population } from './house.ts';
import type { Ask, Load, Served } from './load-generator.ts';
import { calmly } from './calm.ts';
import { figure, median, span } from './numbers.ts';
import type { FallibleServer } from './postgres.ts';
import { cpuMs } from './processes.ts';
import { table } from './report.ts';
import { startBare, startVierpoot, type WebServer } from './vierpoot.ts';

export type PagesPlan = { populations: readonly Population[]; rounds: number; blockMs: number; warmUpMs: number };

type Contender = { name: string; web: WebServer; database: () => readonly number[]; pages: readonly Page[] };
type Taken = Served & { cpuWeb: number; cpuDatabase: number; others: number };

const connections = 10;

/** Requests per second, waiting and processor time of the pages that matter, as tables per population. */
export async function measurePages(server: FallibleServer | null, plan: PagesPlan): Promise<string> {
  const parts: string[] = [];
  for (const population of plan.populations) parts.push(await measurePopulation(server, population, plan));
  return parts.join('\n\n');
}

async function measurePopulation(server: FallibleServer | null, population: Population, plan: PagesPlan): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-pages-'));
  const generator = fork('bench/load-generator.ts', { execPath: process.execPath });
  const contenders: Contender[] = [];
  try {
    contenders.push(await openEngine('embedded', { DATA_DIR: join(folder, 'embedded') }, population));
    if (server) contenders.push(await openOnServer(server, folder, population));
    contenders.push(await openBare(folder, contenders[0]));
    const lines = await takeTurns(generator, contenders, plan);
    return `**${population.title}**\n\n${table(head, lines.map(rowOf))}\n\n${readingOf(lines)}`;
  } finally {
    generator.kill('SIGKILL');
    for (const { web } of contenders) await web.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openEngine(name: string, environment: Record<string, string>, population: Population): Promise<Contender> {
  const pages = await makeHouse(environment, population);
  return { name, pages, web: await startVierpoot(environment), database: () => [] };
}

async function openOnServer(server: FallibleServer, folder: string, population: Population): Promise<Contender> {
  await makeDatabase(server, population.name);
  const environment = { DATA_DIR: join(folder, 'server'), DATABASE_URL: superUrl(server, population.name), DATABASE_OLD_VERSION: 'allow' };
  return { ...(await openEngine('PostgreSQL', environment, population)), database: server.processes };
}

/** The very bytes that another contender gave, from memory. */
async function openBare(folder: string, other: Contender | undefined): Promise<Contender> {
  if (!other) throw new RangeError('openBare wants a contender to copy');
  const html: Record<string, string> = {};
  for (const ask of other.pages.flatMap(({ asks }) => asks)) html[ask.path] ??= await read(other.web, ask);
  const file = join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(html));
  return { name: 'bare', pages: other.pages, web: await startBare(file), database: () => [] };
}

async function read({ port }: WebServer, { path, cookie }: Ask): Promise<string> {
  const response = await fetch(`http://localhost:${port}${path}`, { headers: { cookie, 'accept-language': 'nl' }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}.`);
  return response.text();
}

const head = ['page', 'HTML kB', 'on', 'req/s', 'of bare', 'p50 ms', 'p95 ms', 'CPU ms web', 'CPU ms database', 'times bare'];

/** The figures of one page on one contender, medians of the rounds; `ofBare` and `timesBare` are ratios within a round. */
type Line = {
  page: string;
  kB: number;
  on: string;
  perSecond: number;
  ofBare: number;
  p50: number;
  p95: number;
  cpuWeb: number;
  cpuDatabase: number;
  timesBare: number;
  others: number;
};

/** Page by page, round by round, each contender for a while. */
async function takeTurns(generator: ChildProcess, contenders: readonly Contender[], plan: PagesPlan): Promise<Line[]> {
  const [first] = contenders;
  const lines: Line[] = [];
  for (const { name } of first?.pages ?? []) {
    for (const contender of contenders) await block(generator, contender, { name, lengthMs: plan.warmUpMs });
    const taken = contenders.map(() => new Array<Taken>());
    for (const [place, contender] of turns(contenders, plan.rounds)) {
      const { result, others } = await calmly(databaseOf(contenders), () => block(generator, contender, { name, lengthMs: plan.blockMs }));
      taken[place]?.push({ ...result, others });
    }
    const kB = first ? await weigh(first, name) : 0;
    lines.push(...contenders.map(({ name: on }, place) => lineOf({ page: name, kB, on }, taken[place] ?? [], taken.at(-1) ?? [])));
    console.log(`${name} is measured`);
  }
  return lines;
}

function databaseOf(contenders: readonly Contender[]): () => readonly number[] {
  return () => contenders.flatMap(({ database }) => database());
}

/** Each in its turn, so many times. */
function turns<One>(ones: readonly One[], rounds: number): [place: number, one: One][] {
  return Array.from({ length: rounds }, () => [...ones.entries()]).flat();
}

async function weigh(contender: Contender, name: string): Promise<number> {
  const [ask] = contender.pages.find((page) => page.name === name)?.asks ?? [];
  return ask ? Buffer.byteLength(await read(contender.web, ask)) / 1_000 : 0;
}

async function block(
  generator: ChildProcess,
  { web, database, pages }: Contender,
  { name, lengthMs }: { name: string; lengthMs: number }
): Promise<Omit<Taken, 'others'>> {
  const load: Load = { port: web.port, connections, lengthMs, asks: pages.find((page) => page.name === name)?.asks ?? [] };
  const before = { web: cpuMs([web.pid]), database: cpuMs(database()) };
  generator.send(load);
  const [served] = (await once(generator, 'message')) as [Served]; // sent by load-generator.ts
  if (served.refused > 0) throw new Error(`${name}: ${served.refused} of ${served.requests} were refused.`);
  const perRequest = (ms: number) => ms / served.requests;
  return { ...served, cpuWeb: perRequest(cpuMs([web.pid]) - before.web), cpuDatabase: perRequest(cpuMs(database()) - before.database) };
}

function lineOf(title: Pick<Line, 'page' | 'kB' | 'on'>, taken: readonly Taken[], bare: readonly Taken[]): Line {
  const perSecond = ({ requests, ms }: Taken) => (requests / ms) * 1_000;
  const cpu = ({ cpuWeb, cpuDatabase }: Taken) => cpuWeb + cpuDatabase;
  const middle = (of: (one: Taken) => number) => median(taken.map(of));
  const ratio = (of: (one: Taken) => number) => median(taken.map((one, round) => of(one) / of(bare[round] ?? one)));
  return {
    ...title,
    perSecond: middle(perSecond),
    ofBare: ratio(perSecond),
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    cpuWeb: middle(({ cpuWeb }) => cpuWeb),
    cpuDatabase: middle(({ cpuDatabase }) => cpuDatabase),
    timesBare: ratio(cpu),
    others: middle(({ others }) => others)
  };
}

function rowOf(line: Line): string[] {
  const { page, kB, on, perSecond, ofBare, p50, p95, cpuWeb, cpuDatabase, timesBare } = line;
  const figures = [perSecond, ofBare, p50, p95, cpuWeb].map((value, place) => (place === 1 ? ofBare.toFixed(3) : figure(value)));
  return [page, figure(kB), on, ...figures, on === 'PostgreSQL' ? figure(cpuDatabase) : '–', figure(timesBare)];
}

/** What the table says, in a line for each engine. */
function readingOf(lines: readonly Line[]): string {
  const engines = [...new Set(lines.map(({ on }) => on))].filter((on) => on !== 'bare');
  const sentences = engines.map((engine) => {
    const own = lines.filter(({ on }) => on === engine);
    const cpu = own.map(({ cpuWeb, cpuDatabase }) => cpuWeb + cpuDatabase);
    return `on ${engine} a page costs ${span(cpu)} ms of processor time, ${span(own.map(({ timesBare }) => timesBare))} times the bare page`;
  });
  const others = Math.max(...lines.map((line) => line.others)) * 100;
  return `Read: ${sentences.join('; ')}. Others on the machine took at most ${figure(others)} % of it (median of a line).`;
}
