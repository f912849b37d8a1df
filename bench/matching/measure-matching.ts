import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeInstance, type InstancePlan } from './make-instance.ts';

/** One line a solver printed. */
type Run = { readonly total: number; readonly seconds: number; readonly extraMb: number };

/** One row of the table: its instance, what was known to be the optimum, the goals in CPU seconds, and which peers run. */
type Trial = {
  readonly name: string;
  readonly plan: InstancePlan;
  readonly optimum: number;
  readonly must: number;
  readonly hope: number;
  readonly peers: readonly Peer[];
};
type Peer = 'simplex' | 'scaling' | 'scipy';

/** How a table and three figures are written; handed in by bench/run.ts, whose room has them. */
export type Print = {
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
  readonly figure: (value: number) => string;
  readonly median: (values: readonly number[]) => number;
};

const plan = (coachees: number, coaches: number, cap: number | 'mix'): InstancePlan => ({ coachees, coaches, cap, seed: 42, listed: null });

const trials: readonly Trial[] = [
  { name: '1,000 x 200, tight', plan: plan(1_000, 200, 5), optimum: 504_855_043, must: 0.03, hope: 0.012, peers: ['simplex', 'scipy'] },
  {
    name: '5,000 x 1,000, tight',
    plan: plan(5_000, 1_000, 5),
    optimum: 2_700_054_548,
    must: 0.35,
    hope: 0.12,
    peers: ['simplex', 'scipy']
  },
  {
    name: '10,000 x 2,000, tight',
    plan: plan(10_000, 2_000, 5),
    optimum: 5_576_352_370,
    must: 0.9,
    hope: 0.3,
    peers: ['simplex', 'scipy']
  },
  {
    name: '10,000 x 2,000, scarce',
    plan: { ...plan(10_000, 2_000, 'mix'), seed: 43 },
    optimum: 5_138_543_031,
    must: 2,
    hope: 0.7,
    peers: ['simplex']
  },
  {
    name: '100,000 x 20,000, 50 each',
    plan: { ...plan(100_000, 20_000, 5), listed: 50 },
    optimum: 46_862_022_070,
    must: 2.5,
    hope: 0.9,
    peers: ['scaling']
  }
];

/**
 * Assigns the same instances with Vierpoot, and in the same run with LEMON and SciPy from Debian's packages where they are installed
 * (liblemon-dev with g++, python3-scipy); then scoring, choosing and what-ifs. CPU seconds of one process each.
 */
export function measureMatching(print: Print, isQuick: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-matching-'));
  try {
    const lemon = compileLemon(folder);
    const rows = (isQuick ? trials.slice(0, 1) : trials).map((trial) => measureTrial(trial, { folder, lemon, print }));
    const head = ['instance', 'total', 'CPU s', 'first run', 'extra MB', 'must', 'hoped', 'LEMON', 'times', 'SciPy', 'times'];
    const others = isQuick ? '' : `\n\n${measureOthers(folder, print)}`;
    return `${print.table(head, rows)}${others}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Place = { readonly folder: string; readonly lemon: string | null; readonly print: Print };

function measureTrial(trial: Trial, { folder, lemon, print }: Place): string[] {
  const file = join(folder, 'instance.bin');
  makeInstance(file, trial.plan);
  const own = runOwn('solve-file.ts', [file, 'assign', '5']);
  const [first = { seconds: Number.NaN, extraMb: Number.NaN }, ...later] = own;
  const seconds = print.median(later.map((run) => run.seconds));
  const peers = trial.peers.map((peer) => ({ peer, run: runPeer(peer, file, lemon) }));
  for (const run of [...own, ...peers.flatMap((one) => one.run ?? [])]) {
    if (run.total !== trial.optimum) throw new Error(`${trial.name} wants ${trial.optimum}, got ${run.total}`);
  }
  const lemonRun = peers.find(({ peer }) => peer !== 'scipy')?.run ?? null;
  const scipyRun = peers.find(({ peer }) => peer === 'scipy')?.run ?? null;
  const told = (run: Run | null) => (run ? [print.figure(run.seconds), print.figure(run.seconds / seconds)] : ['–', '–']);
  return [
    trial.name,
    trial.optimum.toLocaleString('en'),
    print.figure(seconds),
    print.figure(first.seconds),
    print.figure(first.extraMb), // of one run: in later ones what earlier runs leave behind still counts
    `${trial.must}`,
    `${trial.hope}`,
    ...told(lemonRun),
    ...told(scipyRun)
  ];
}

function measureOthers(folder: string, print: Print): string {
  const dense = join(folder, 'dense.bin');
  const sparse = join(folder, 'instance.bin'); // the last trial's
  makeInstance(dense, plan(10_000, 2_000, 5));
  const after = (runs: readonly Run[]) => print.median(runs.slice(1).map((run) => run.seconds));
  const scoring = after(runOwn('score-people.ts', ['10000', '2000', '4']));
  const choosing = after(runOwn('solve-file.ts', [sparse, 'choose', '5']));
  const wondering = after(runOwn('solve-file.ts', [dense, 'what-if', '9']));
  return print.table(
    ['what', 'measured', 'must', 'hoped'],
    [
      ['scoring 10,000 x 2,000 people, a pair', `${print.figure((scoring * 1e9) / 2e7)} ns`, '25 ns', '8 ns'],
      ['choosing, 100,000 x 20,000 x 50', `${print.figure(choosing)} s`, '0.6 s', '0.2 s'],
      ['what-if of one place more, 10,000 x 2,000', `${print.figure(1_000 * wondering)} ms`, '100 ms', '15 ms']
    ]
  );
}

function runOwn(script: string, given: readonly string[]): Run[] {
  return readRuns(execFileSync(process.execPath, [join(import.meta.dirname, script), ...given], { encoding: 'utf8' }));
}

function runPeer(peer: Peer, file: string, lemon: string | null): Run | null {
  const scipy = join(import.meta.dirname, 'scipy_anchor.py');
  const [command, ...given] = peer === 'scipy' ? ['/usr/bin/python3', scipy, file] : [lemon, file, peer];
  if (!command) return null;
  try {
    const lines = execFileSync(command, given.map(String), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return readRuns(lines)[0] ?? null;
  } catch {
    return null; // not installed
  }
}

function readRuns(lines: string): Run[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Run); // as: our own scripts print it
}

/** Null without a compiler or the library. */
function compileLemon(folder: string): string | null {
  const program = join(folder, 'lemon');
  try {
    const source = join(import.meta.dirname, 'lemon.cpp');
    execFileSync('g++', ['-O3', '-march=native', '-DNDEBUG', source, '-o', program, '-llemon'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return existsSync(program) ? program : null;
}
