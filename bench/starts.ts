import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, median } from './numbers.ts';
import { table } from './report.ts';

export type StartsPlan = { first: number; second: number };

const secondBarMs = 5_000;
const left = ['.git', '.svelte-kit', 'build', 'data', 'test-results', 'playwright-report', '.env'];

/** How long `npm start` takes on a fresh copy with packages, and how long the next time. */
export async function measureStarts(plan: StartsPlan): Promise<string> {
  const copies: number[][] = [];
  for (let copy = 0; copy < plan.first; copy += 1) copies.push(await measureCopy(1 + plan.second));
  const first = copies.flatMap((times) => times.slice(0, 1));
  const second = copies.flatMap((times) => times.slice(1));
  const rows = [rowOf('first: builds, makes the database, loads the demo', first), rowOf('second', second)];
  const verdict = median(second) < secondBarMs ? 'met' : '**not met**';
  return `The bar for a second start (5 s): ${verdict}.\n\n${table(['npm start', 'times', 'median s', 'fastest s', 'slowest s'], rows)}`;
}

/** So many starts of one fresh copy, one after another. */
async function measureCopy(starts: number): Promise<number[]> {
  const folder = freshCopy();
  const times: number[] = [];
  try {
    while (times.length < starts) times.push(await startAndStop(folder));
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(name: string, times: readonly number[]): string[] {
  const seconds = [median(times), Math.min(...times), Math.max(...times)].map((ms) => figure(ms / 1_000));
  return [name, String(times.length), ...seconds];
}

/** This folder without what a start makes. */
function freshCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-start-'));
  const root = process.cwd();
  cpSync(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !left.some((name) => path === join(root, name))
  });
  return folder;
}

/** From the command to the first sign-in page, in milliseconds. */
async function startAndStop(folder: string): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn('npm', ['start'], { cwd: folder, detached: true, stdio: 'ignore', env: { ...ownEnvironment(), PORT: String(port) } });
  const ended = once(child, 'exit');
  await firstAnswer(port, () => child.exitCode === null);
  const ms = performance.now() - from;
  process.kill(-(child.pid ?? 0), 'SIGINT'); // npm and what it started, as Ctrl+C does
  await ended;
  await untilClosed(port);
  return ms;
}

/** The machine's own Node and settings, as whoever cloned the project has them. */
function ownEnvironment(): Record<string, string | undefined> {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  return { PATH: path.join(delimiter), HOME: process.env['HOME'] };
}

async function firstAnswer(port: number, isAlive: () => boolean): Promise<void> {
  while (!(await answers(port))) {
    if (!isAlive()) throw new Error('npm start ended before it answered.');
    await pause(20);
  }
}

async function untilClosed(port: number): Promise<void> {
  while (await answers(port)) await pause(20);
  await pause(500); // the database closes after the last answer
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/sign-in`, { headers: { connection: 'close' } });
    await response.text();
    return response.status === 200;
  } catch {
    return false; // not open
  }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('freePort wants a port, got none');
  return address.port;
}
