import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Coach, Coachee } from '#lib/domain/matching/person.ts';
import type { Edit, Outcome } from '#lib/domain/matching/what-if.ts';
import type { FromWorker, MatchingResult, Progress, RunRules, ToWorker } from './matching-messages.ts';
import { unpackResult } from './pack-result.ts';

/** Who and by which rules; `root`: the folder of the application, where the worker's file lies. */
export type MatchingRequest = {
  readonly root: string;
  readonly coachees: readonly Coachee[];
  readonly coaches: readonly Coach[];
  readonly rules: RunRules;
};

/**
 * A run in its own thread. `finished`: the result; rejects with a `MatchingStopped` after `stop`, and with what went wrong otherwise.
 * `whatIf`: after `finished`; rejects when the edit cannot be. The thread and its memory (six bytes a pair, and 80 MB at 10,000 x 2,000
 * while short lists are made) stay until `stop`.
 */
export type MatchingRun = {
  readonly finished: Promise<MatchingResult>;
  readonly whatIf: (edit: Edit) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
};

/** The run was stopped before it was done. */
export class MatchingStopped extends Error {
  override name = 'MatchingStopped';
}

const overText = 'The run was stopped.';

type Waiting = { readonly resolve: (outcome: Outcome) => void; readonly reject: (error: Error) => void };
type Line = { readonly worker: Worker; readonly waiting: Map<number, Waiting>; asked: number; isOver: boolean };

/** Never holds the web process up: people are handed over about a hundred at a time, with other work in between. */
export function startMatching(request: MatchingRequest, watch: (progress: Progress) => void): MatchingRun {
  const worker = new Worker(join(request.root, 'src/lib/server/matching/matching-worker.ts'));
  const line: Line = { worker, waiting: new Map(), asked: 0, isOver: false };
  const finished = resultOf(line, watch);
  void finished.catch(() => undefined);
  void handOver(worker, request);
  return {
    finished,
    whatIf: (edit) => askWhatIf(line, edit),
    stop: async () => {
      await worker.terminate();
    }
  };
}

function resultOf(line: Line, watch: (progress: Progress) => void): Promise<MatchingResult> {
  const { worker, waiting } = line;
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') watch(message.progress);
      else if (message.kind === 'result') resolve(unpackResult(message.result));
      else if (message.kind === 'outcome') settleWaiting(waiting, message.id, ({ resolve: give }) => give(message.outcome));
      else if (message.id === null) reject(new RangeError(message.reason));
      else settleWaiting(waiting, message.id, ({ reject: refuse }) => refuse(new RangeError(message.reason)));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      const stopped = new MatchingStopped(overText);
      line.isOver = true;
      reject(stopped);
      for (const { reject: refuse } of waiting.values()) refuse(stopped);
    });
  });
}

function settleWaiting(waiting: Map<number, Waiting>, id: number, settle: (one: Waiting) => void): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (one) settle(one);
}

function askWhatIf(line: Line, edit: Edit): Promise<Outcome> {
  if (line.isOver) return Promise.reject(new MatchingStopped(overText));
  line.asked += 1;
  const id = line.asked;
  return new Promise((resolve, reject) => {
    line.waiting.set(id, { resolve, reject });
    send(line.worker, { kind: 'what-if', id, edit });
  });
}

/** Copying so many people into a message takes a few milliseconds. */
const partSize = 125;

async function handOver(worker: Worker, { coachees, coaches, rules }: MatchingRequest): Promise<void> {
  for (let from = 0; from < Math.max(coachees.length, coaches.length); from += partSize) {
    const to = from + partSize;
    send(worker, { kind: 'people', coachees: coachees.slice(from, to), coaches: coaches.slice(from, to) });
    await nextTurn();
  }
  send(worker, { kind: 'run', rules });
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
