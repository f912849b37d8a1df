import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs, descendantsOf } from './processes.ts';

/** What others did meanwhile, as a share of all cores: 0 to 1. */
export type Watched<T> = { result: T; others: number };

const calm = 0.08;
const mostTries = 4;
const patience = { leftMs: 15 * 60_000 };

/** From here on nothing is waited for: to see whether the scripts work. */
export function takeWhatComes(): void {
  patience.leftMs = 0;
}

/**
 * Measures while nobody else is busy: waits for a calm moment, measures, and measures again when others came in between.
 * After fifteen minutes of waiting in all it takes what it gets; `others` tells how much that is worth.
 */
export async function calmly<T>(database: () => readonly number[], measure: () => Promise<T>): Promise<Watched<T>> {
  let best: Watched<T> | null = null;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    await untilCalm(database);
    const watched = await watch(database, measure);
    if (best === null || watched.others < best.others) best = watched;
    if (best.others < calm || patience.leftMs <= 0) break;
  }
  return best ?? watch(database, measure);
}

async function untilCalm(database: () => readonly number[]): Promise<void> {
  for (;;) {
    const from = performance.now();
    const { others } = await watch(database, () => pause(400));
    if (others < calm || patience.leftMs <= 0) return;
    await pause(1_000);
    patience.leftMs -= performance.now() - from;
  }
}

/** Ours: this process, all that it started, and the database. */
async function watch<T>(database: () => readonly number[], measure: () => Promise<T>): Promise<Watched<T>> {
  const ours = () => cpuMs([...new Set([process.pid, ...descendantsOf(process.pid), ...database()])]);
  const [from, busyFrom, oursFrom] = [performance.now(), busyMs(), ours()];
  const result = await measure();
  const theirs = busyMs() - busyFrom - (ours() - oursFrom);
  return { result, others: Math.max(0, theirs) / (performance.now() - from) / availableParallelism() };
}

/** What all processes of the machine have used since it started, in milliseconds; the time a neighbour took from it included. */
function busyMs(): number {
  const [, user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0, stolen = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts + stolen) * 10;
}
