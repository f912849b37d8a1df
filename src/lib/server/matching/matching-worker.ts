// A run of the match lives in this thread: it takes seconds for 10,000 coachees, and pages must not wait for it.
import { parentPort } from 'node:worker_threads';
import { type Assignment, describeAssignment, solve } from '#lib/domain/matching/assign.ts';
import { findFullCoaches } from '#lib/domain/matching/find-full-coaches.ts';
import { findShortages } from '#lib/domain/matching/find-shortages.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import { scorePairs } from '#lib/domain/matching/score-pairs.ts';
import { shortLists } from '#lib/domain/matching/short-lists.ts';
import type { Solver } from '#lib/domain/matching/solver.ts';
import { whatIf } from '#lib/domain/matching/what-if.ts';
import type { FromWorker, MatchingResult, Progress, RunRules, ToWorker } from './matching-messages.ts';
import { packResult } from './pack-result.ts';

const people: { readonly coachees: Coachee[]; readonly coaches: Coach[] } = { coachees: [], coaches: [] };
const held: { solver: Solver | null } = { solver: null };

const say = (message: FromWorker) => parentPort?.postMessage(message);
const tell = (progress: Progress) => say({ kind: 'progress', progress });

parentPort?.on('message', (message: ToWorker) => {
  try {
    answer(message);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say({ kind: 'failed', id: message.kind === 'what-if' ? message.id : null, reason: error.message });
  }
});

function answer(message: ToWorker): void {
  if (message.kind === 'people') {
    people.coachees.push(...message.coachees);
    people.coaches.push(...message.coaches);
  } else if (message.kind === 'run') {
    say({ kind: 'result', result: packResult(runAll(message.rules)) });
  } else {
    if (held.solver === null) throw new RangeError('what-if wants a run before it, got none');
    say({ kind: 'outcome', id: message.id, outcome: whatIf(held.solver, message.edit) });
  }
}

function runAll({ settings, objective, bans, pins }: RunRules): MatchingResult {
  const { coachees, coaches } = people;
  const capacities = Int32Array.from(coaches, ({ capacity }) => capacity);
  const scores = scorePairs({ coachees, coaches, bans }, settings, (done) => tell({ stage: 'scoring', done, of: coachees.length }));
  tell({ stage: 'assigning', done: 0, of: 1 });
  const instance: Instance = { ...sizes(), capacities, scores: scores.fit, starts: null, columns: null, pins };
  const solver = solve(instance, objective);
  const assignment = describeAssignment(solver, objective);
  tell({ stage: 'listing', done: 0, of: 1 });
  const lists = shortLists({ coachees, capacities, pins, scores, settings });
  held.solver = solver;
  return {
    assignment,
    lists,
    full: coachees.map((_, at) => fullCoaches(instance, at, assignment)),
    shortages: findShortages(instance, assignment.coachOf)
  };
}

const mostFull = 2;

function fullCoaches(instance: Instance, coachee: number, assignment: Assignment): number[] {
  return findFullCoaches(instance, coachee, assignment)
    .slice(0, mostFull)
    .map(({ coach }) => coach);
}

function sizes(): Pick<Instance, 'coachees' | 'coaches'> {
  return { coachees: people.coachees.length, coaches: people.coaches.length };
}
