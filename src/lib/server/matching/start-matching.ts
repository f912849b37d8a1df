import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Change, Found, FromWorker, Part, Progress, RunRules, ToWorker, Trial } from './matching-messages.ts';

/**
 * A thread that works out a round. It is handed what was read, as it was read, part by part; reading profiles, comparing and describing
 * happen there, so that the web process never waits for them. Then it answers one question: `run`, or `attempt` for what a change would
 * do. Both reject with a `MatchingStopped` after `stop`, and with what went wrong otherwise. Its memory stays until `stop`.
 */
export type Matching = {
  readonly hand: (part: Part) => void;
  readonly run: (rules: RunRules) => Promise<Found>;
  readonly attempt: (rules: RunRules, change: Change) => Promise<Trial | null>;
  readonly stop: () => Promise<void>;
};

/** The run was stopped before it was done. */
export class MatchingStopped extends Error {
  override name = 'MatchingStopped';
}

/** Starts a thread; `root`: the folder of the application, where its file lies. `watch` hears how far a run is. */
export function startMatching(root: string, watch: (progress: Progress) => void): Matching {
  const worker = new Worker(join(root, 'src/lib/server/matching/matching-worker.ts'));
  const answer = new Promise<Exclude<FromWorker, { kind: 'progress' }>>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') watch(message.progress);
      else resolve(message);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new MatchingStopped('The run was stopped.')));
  });
  void answer.catch(() => undefined); // whoever asks hears of it
  const send = (message: ToWorker) => worker.postMessage(message);
  return {
    hand: send,
    run: async (rules) => {
      send({ kind: 'run', rules });
      const said = await answer;
      if (said.kind !== 'found') throw new TypeError(`run wants to hear what was found, heard ${said.kind}`);
      return said.found;
    },
    attempt: async (rules, change) => {
      send({ kind: 'try', rules, change });
      const said = await answer;
      if (said.kind !== 'tried') throw new TypeError(`attempt wants to hear what was tried, heard ${said.kind}`);
      return said.trial;
    },
    stop: async () => {
      await worker.terminate();
    }
  };
}
