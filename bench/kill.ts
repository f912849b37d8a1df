// npm run bench:kill: kills each engine while it writes and judges what is left. Exit code 1 on any loss.
// node scripts/with-node.mjs bench/kill.ts [--kills 50] [--engine embedded|server] [--seed 1] [--sabotage lost|half] [--login owner|superuser]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readLibrary } from '#lib/content/library.ts';
import { openVault, type Vault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';
import type { Trace } from './kill-acts.ts';
import { type KillEngine, makeEmbedded, makeServer } from './kill-engine.ts';
import { readState, type State } from './kill-state.ts';
import { chanceFrom, figure, median } from './numbers.ts';
import { publish, table, whenAndWhere } from './report.ts';
import { buildTown, writeTown } from './town.ts';

const options = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    engine: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    sabotage: { type: 'string', default: 'none' },
    login: { type: 'string', default: 'owner' } // who the application signs in as on the server
  }
}).values;
const root = process.cwd();
const library = readLibrary(root);
const pairs = 6;
const [soonestMs, latestMs] = [100, 1_500];

type Tally = {
  kills: number;
  acknowledged: number;
  lost: string[];
  halves: string[];
  damages: string[];
  refusals: string[];
  reopenMs: number[];
};

/** Writes, falls, stands up and is judged, again and again on the same data. */
async function killAgainAndAgain(engine: KillEngine): Promise<Tally> {
  const chance = chanceFrom(Number(options.seed));
  const tally: Tally = { kills: 0, acknowledged: 0, lost: [], halves: [], damages: [], refusals: [], reopenMs: [] };
  const ledger = new Map<string, number>();
  await settle(engine);
  for (let kill = 0; kill < Number(options.kills) && tally.refusals.length === 0; kill += 1) {
    const acknowledged = await writeUntilKilled(engine, soonestMs + chance() * (latestMs - soonestMs)).catch((error: unknown) => {
      tally.refusals.push(error instanceof Error ? error.message : String(error));
      return [];
    });
    tally.kills += 1;
    tally.acknowledged += acknowledged.length;
    for (const [name, number] of acknowledged.flat()) ledger.set(name, number);
    const state = await reopen(engine, tally);
    if (state) judge(state, ledger, tally);
    tally.damages.push(...(await engine.findDamage()));
    process.stdout.write(
      `\r${engine.name}: ${tally.kills} kills, ${tally.acknowledged} writes acknowledged, ${faultsOf(tally).length} faults `
    );
  }
  console.log();
  return tally;
}

async function settle(engine: KillEngine): Promise<void> {
  const vault = await openVault(readSettings(engine.environment, root), root);
  writeFileSync(join(engine.folder, 'town.json'), writeTown(await buildTown(vault.database, pairs)), { mode: 0o600 });
  await vault.database.close();
}

/** Gives what the writer had acknowledged, one entry per write. */
async function writeUntilKilled(engine: KillEngine, afterMs: number): Promise<Trace[][]> {
  const writer = spawn(process.execPath, ['bench/kill-writer.ts', join(engine.folder, 'town.json'), options.sabotage], {
    env: { ...engine.environment, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const complaints: string[] = [];
  writer.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const acknowledged: Trace[][] = [];
  const ended = once(writer, 'close');
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: writer.stdout }).on('line', (line) => {
      if (line.includes('writing')) resolve();
      else acknowledged.push(JSON.parse(line) as Trace[]); // printed by kill-writer.ts
    });
    writer.once('close', () => reject(new Error(`The writer ended before it wrote: ${complaints.join('')}`)));
  });
  await pause(afterMs);
  requireAlive(writer, complaints);
  await engine.crash(writer);
  await ended;
  return acknowledged;
}

function requireAlive(writer: ChildProcess, complaints: readonly string[]): void {
  if (writer.exitCode !== null) throw new Error(`The writer ended by itself: ${complaints.join('')}`);
}

/** The next start, as the application does it: roles, migrations, keys and the lint of the catalogue. Null when it refuses. */
async function reopen(engine: KillEngine, tally: Tally): Promise<State | null> {
  const from = performance.now();
  let vault: Vault | null = null;
  try {
    await engine.standUp();
    const opened = await openVault(readSettings(engine.environment, root), root);
    vault = opened;
    tally.reopenMs.push(performance.now() - from);
    return await engine.asSuper(opened.database, (client) => readState({ client, ring: opened.ring, library }));
  } catch (error) {
    tally.refusals.push(error instanceof Error ? error.message : String(error));
    return null;
  } finally {
    await vault?.database.close();
  }
}

/** What was acknowledged stands there, or something later does; at most the one write under way is ahead. */
function judge({ found, halves }: State, ledger: Map<string, number>, tally: Tally): void {
  tally.halves.push(...halves);
  for (const [name, number] of ledger) {
    const there = found.get(name) ?? 0;
    if (there < number) tally.lost.push(`${name}: ${number} was acknowledged, ${there} is there`);
    if (there > number + 1) tally.halves.push(`${name}: ${there} is there, ${number} was the last acknowledged`);
  }
  ledger.clear();
  for (const [name, number] of found) ledger.set(name, number);
}

function faultsOf({ lost, halves, damages, refusals }: Tally): string[] {
  return [...lost, ...halves, ...damages, ...refusals];
}

const head = ['engine', 'kills', 'acknowledged', 'lost', 'half', 'damaged', 'failed reopen', 'reopen median ms', 'reopen max ms'];

function rowOf(engine: KillEngine, tally: Tally): string[] {
  const counts = [tally.kills, tally.acknowledged, tally.lost.length, tally.halves.length, tally.damages.length, tally.refusals.length];
  return [
    engine.about,
    ...counts.map((count) => count.toLocaleString('en')),
    figure(median(tally.reopenMs)),
    figure(Math.max(...tally.reopenMs))
  ];
}

/** The engines that were asked for; a missing server is a fault when it was asked for by name. */
async function* engines(): AsyncGenerator<KillEngine> {
  if (options.engine !== 'server') yield makeEmbedded();
  const server = options.engine === 'embedded' ? null : await makeServer(options.login === 'superuser');
  if (server) yield server;
  else if (options.engine === 'server') throw new Error('No PostgreSQL server programs found (PG_BIN).');
}

const from = Date.now();
console.log(`Seed ${options.seed}, sabotage ${options.sabotage}.`);
const rows: string[][] = [];
const faults: string[] = [];
let server: string | null = null;
for await (const engine of engines()) {
  const tally = await killAgainAndAgain(engine).finally(engine.remove);
  rows.push(rowOf(engine, tally));
  faults.push(...faultsOf(tally).map((fault) => `${engine.name}: ${fault}`));
  server ??= /PostgreSQL ([\d.]+)/.exec(engine.about)?.[1] ?? null;
}
const seconds = Math.round((Date.now() - from) / 1_000);
const reading =
  faults.length === 0 ? 'Read: nothing that was acknowledged was lost, and every start was clean.' : `Read: **${faults.length} faults**.`;
const text = `${whenAndWhere(server)}\nSeed ${options.seed}; ${seconds} s in all.\n\n${table(head, rows)}\n\n${reading}`;
if (options.sabotage === 'none' && options.engine === 'both') publish('bench:kill', text);
else console.log(`\n${text}\n`);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
