// npm test: the walls, the tests, the build and the journeys; the last line counts them all.
// npm test -- --only walls|unit|db|e2e: one part. Run under the product's Node by scripts/with-node.mjs.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findServerPrograms } from '#test/server-engine.ts';
import { findBrowser } from './find-browser.ts';
import { add, type Count, countLine, readPlaywright, readVitest } from './test-count.ts';
import { runWalls } from './walls/run-walls.ts';

const root = process.cwd();
const isCi = Boolean(process.env['CI']);
const reports = 'test-results';
const parts = ['walls', 'unit', 'db', 'e2e'] as const;
type Part = (typeof parts)[number];

/** Runs the parts that were asked for, one after another, and gives what they count. */
async function runParts(wanted: readonly Part[]): Promise<Count> {
  const counts: Count[] = [];
  if (wanted.includes('walls')) counts.push(await testWalls());
  if (wanted.includes('unit') || wanted.includes('db')) counts.push(await testWithVitest(wanted));
  if (wanted.includes('e2e')) counts.push(await testJourneys());
  return counts.reduce(add);
}

async function testWalls(): Promise<Count> {
  say('The walls');
  return { ...(await runWalls(root)), skipped: 0 };
}

async function testWithVitest(wanted: readonly Part[]): Promise<Count> {
  say('The tests');
  if (findServerPrograms() === null) console.log('No PostgreSQL server programs found (PG_BIN): the half on a server is skipped.');
  const report = `${reports}/vitest.json`;
  const projects = wanted.length === parts.length ? [] : wanted.flatMap((part) => projectOf(part));
  const code = await node('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects
  ]);
  return readVitest(`${root}/${report}`, code);
}

function projectOf(part: Part): string[] {
  return { walls: [], unit: ['--project=plain'], db: ['--project=database'], e2e: [] }[part];
}

async function testJourneys(): Promise<Count> {
  say('The journeys');
  if ((await node('scripts/with-node.mjs', ['--built'])) !== 0) return { passed: 0, failed: 1, skipped: 0 };
  if (findBrowser() === null) {
    console.log('No Chromium or Chrome found (CHROMIUM_PATH): fetching one.');
    await node('node_modules/playwright/cli.js', ['install', 'chromium']);
  }
  const report = `${reports}/playwright.json`;
  const code = await node('node_modules/playwright/cli.js', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  return readPlaywright(`${root}/${report}`, code);
}

function say(title: string): void {
  console.log(`\n== ${title}`);
}

function node(program: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

function wantedParts(): readonly Part[] {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only === undefined) return parts;
  const part = parts.find((one) => one === only);
  if (part === undefined) throw new RangeError(`--only wants one of ${parts.join(', ')}, got ${only}`);
  return [part];
}

for (const report of ['vitest.json', 'playwright.json']) rmSync(`${root}/${reports}/${report}`, { force: true });
mkdirSync(`${root}/${reports}`, { recursive: true });
const count = await runParts(wantedParts());
// On a person's machine something may be absent; in CI everything is there, so a skipped test is a fault.
const judged = isCi ? { passed: count.passed, failed: count.failed + count.skipped, skipped: 0 } : count;
if (isCi && count.skipped > 0) console.log(`\n${count.skipped} tests were skipped; in CI that counts as failed.`);
console.log(`\n${countLine(judged)}`);
process.exitCode = judged.failed === 0 ? 0 : 1;
