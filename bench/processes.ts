import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The figures of a process behind its name, which may hold spaces: [0] its state, [1] its parent, [11..14] its time. */
function fieldsOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it has ended
  }
}

/** Whether it still does anything; one that only waits to be buried does not. */
export function isRunning(pid: number): boolean {
  const [state] = fieldsOf(pid);
  return state !== undefined && state !== 'Z';
}

/** The processes started by this one, and by those. Zombies are left out. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map(allProcesses().map((one) => [one, fieldsOf(one)]));
  const childrenOf = (parent: number): number[] =>
    [...parents].flatMap(([one, fields]) => (Number(fields[1]) === parent && fields[0] !== 'Z' ? [one, ...childrenOf(one)] : []));
  return childrenOf(pid);
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Processor time (user and system) that these processes have used, with that of children they have seen end; in milliseconds. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.flatMap((pid) => fieldsOf(pid).slice(11, 15).map(Number));
  return (ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond) * 1_000;
}

/** The system's load over the last minute: runnable processes, on average. */
export function loadNow(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
}
