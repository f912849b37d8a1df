import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type LiveClient, openClient } from '#test/live-client.ts';
import { makeDatabase, superUrl } from '#test/server-engine.ts';
import { cookieOf } from './house.ts';
import { plantTalk, storedText, type Talk } from './live-talk.ts';
import { figure, median, percentile } from './numbers.ts';
import type { FallibleServer } from './postgres.ts';
import { table } from './report.ts';
import { startVierpoot, type WebServer } from './vierpoot.ts';

/** `words`: how many are timed on each house. `kills`: how often a process is killed while somebody types. */
export type LivePlan = { words: number; kills: number };

type House = { name: string; environment: Record<string, string>; processes: 1 | 2 };

const bars = { scriptBytes: 180_000, lostMs: 2_000 };
const betweenMs = 60;

/** How long a word takes to the other's screen, what a killed process loses, and what the editor weighs. */
export async function measureLive(server: FallibleServer | null, plan: LivePlan): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-live-'));
  try {
    const houses = await housesIn(folder, server);
    const measured: Measured[] = [];
    for (const house of houses) measured.push(await measureHouse(house, plan));
    return report(measured, await weighScripts(houses[0]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds each: how long every word took, and how much each kill lost. */
type Measured = { name: string; times: readonly number[]; lost: readonly number[] };

async function measureHouse(house: House, plan: LivePlan): Promise<Measured> {
  const talk = await plantTalk(house.environment);
  const times = await timeWords(house, talk, plan.words);
  const lost = house.processes === 1 ? await killWhileTyping(house, talk, plan.kills) : [];
  return { name: house.name, times, lost };
}

async function housesIn(folder: string, server: FallibleServer | null): Promise<House[]> {
  const embedded: House = { name: 'embedded, one process', environment: { DATA_DIR: join(folder, 'embedded') }, processes: 1 };
  if (!server) return [embedded];
  const onServer = async (name: string, processes: 1 | 2): Promise<House> => {
    const database = `vierpoot_live_${processes}`;
    await makeDatabase(server, database);
    const environment = { DATA_DIR: join(folder, database), DATABASE_URL: superUrl(server, database), DATABASE_OLD_VERSION: 'allow' };
    return { name, environment, processes };
  };
  return [embedded, await onServer('PostgreSQL, one process', 1), await onServer('PostgreSQL, two processes', 2)];
}

/** From typing a word to its standing in the other's document, in milliseconds. */
async function timeWords(house: House, talk: Talk, words: number): Promise<number[]> {
  const webs: WebServer[] = [];
  while (webs.length < house.processes) webs.push(await startVierpoot(house.environment));
  const clients = [sit(webs[0], talk, 'coach'), sit(webs.at(-1), talk, 'coachee')];
  try {
    await until(() => clients.every((client) => client.isSynced()));
    const times: number[] = [];
    for (let word = 0; word < words; word += 1) {
      const [typist, reader] = word % 2 === 0 ? clients : clients.toReversed();
      const from = performance.now();
      typist?.type(`word ${word}.`);
      await until(() => reader?.text().endsWith(`word ${word}.`) ?? false);
      times.push(performance.now() - from);
      await pause(betweenMs);
    }
    return times;
  } finally {
    for (const client of clients) client.leave();
    for (const web of webs) await web.stop();
  }
}

/** How old the last words were that a killed process had not stored, in milliseconds; one figure per kill. */
async function killWhileTyping(house: House, talk: Talk, kills: number): Promise<number[]> {
  const lost: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const web = await startVierpoot(house.environment);
    const client = sit(web, talk, 'coach');
    await until(() => client.isSynced());
    const typed: number[] = [];
    const typing = setInterval(() => {
      client.type(`kill ${kill} word ${typed.length}.`);
      typed.push(performance.now());
    }, 25);
    await pause(1_500 + 137 * kill);
    process.kill(web.pid, 'SIGKILL');
    const killedAt = performance.now();
    clearInterval(typing);
    client.leave();
    await web.stop();
    const text = await storedText(house.environment, talk);
    const missing = typed.find((_at, word) => !text.includes(`kill ${kill} word ${word}.`));
    lost.push(missing === undefined ? 0 : killedAt - missing);
  }
  return lost;
}

function sit(web: WebServer | undefined, talk: Talk, side: 'coach' | 'coachee'): LiveClient {
  const { token, id } = talk[side];
  return openClient({ origin: `http://localhost:${web?.port ?? 0}`, cookie: cookieOf(token) }, talk, id);
}

/** Asks every millisecond: less often would show in the figures, more often would slow down what is measured. */
async function until(isSo: () => boolean): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > limit) throw new Error('Waited ten seconds for live notes in vain.');
    await pause(1);
  }
}

/** The scripts of the page with the editor, as they go over the line. */
async function weighScripts(house: House | undefined): Promise<number> {
  const web = await startVierpoot(house?.environment ?? {});
  try {
    const sizes = ['/live/notes.js', '/enhance.js'].map(async (path) => {
      const response = await fetch(`http://localhost:${web.port}${path}`, { headers: { 'accept-encoding': 'gzip' } });
      return Number(response.headers.get('content-length'));
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } finally {
    await web.stop();
  }
}

function report(measured: readonly Measured[], weight: number): string {
  const verdict = (isMet: boolean) => (isMet ? 'met' : '**not met**');
  const lost = measured.flatMap((one) => one.lost);
  const worst = Math.max(...lost);
  const rows = measured.map(({ name, times }) => [
    name,
    String(times.length),
    ...[median(times), percentile(times, 95), Math.max(...times)].map(figure)
  ]);
  return [
    table(['notes on', 'words', 'p50 ms', 'p95 ms', 'most ms'], rows),
    `Killed ${lost.length} times while somebody typed forty lines a second: the oldest line that was not stored was ${figure(worst)} ms old (median ${figure(median(lost))}). The bar (2 s): ${verdict(worst <= bars.lostMs)}.`,
    `JavaScript of the page with the editor: ${(weight / 1_000).toFixed(1)} kB gzip. The bar (180 kB): ${verdict(weight <= bars.scriptBytes)}.`
  ].join('\n\n');
}
