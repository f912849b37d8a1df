import type { Log } from '#lib/server/log.ts';
import {
  claimJob,
  type ClaimedJob,
  finishJob,
  type JobFault,
  maxTries,
  onEnqueued,
  returnJob,
  secondsToNextJob
} from '#lib/server/queries/jobs.ts';
import type { Running } from '#lib/server/running.ts';
import { followSilentCoaches } from './ask-coaches.ts';
import { composeMail } from './compose-mail.ts';
import type { Desk } from './compose-notice.ts';
import { queueDigests } from './queue-digests.ts';
import { sweep } from './sweep.ts';

/** What the runner uses of a running house. */
export type JobHouse = Desk & Pick<Running, 'mailer'> & { log: Pick<Log, 'info' | 'warn' | 'error'> };

const firstPauseMs = 1_000;
/** Each look writes a line to the record of the system door, so an idle house looks seldom; an enqueue here wakes it at once. */
const longestPauseMs = 30_000;
const sweepEveryMs = 3_600_000;

/**
 * Starts the work for later: looks for jobs, does them one by one, sleeps ever longer when there are none. Gives the way to
 * stop, which waits for the job at hand. Several processes may run it on one database: each job goes to one of them.
 */
export function startJobs(house: JobHouse): () => Promise<void> {
  const bell = makeBell();
  const stopListening = onEnqueued(bell.ring);
  const ended = loop(house, bell);
  return async () => {
    stopListening();
    bell.stop();
    await ended;
  };
}

async function loop(house: JobHouse, bell: Bell): Promise<void> {
  let pauseMs = firstPauseMs;
  let sweptAt = 0;
  while (!bell.isStopped()) {
    const { didWork, dueInMs } = await lookOnce(house);
    if (Date.now() - sweptAt > sweepEveryMs) {
      sweptAt = Date.now();
      await sweepOnce(house);
    }
    pauseMs = didWork ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
    const wasRung = didWork || (await bell.sleep(Math.min(pauseMs, dueInMs)));
    if (wasRung) pauseMs = firstPauseMs / 2; // the enqueue may not have been committed yet
  }
}

/** One look. A database that is away for a while is no reason to stop looking. */
async function lookOnce(house: JobHouse): Promise<{ didWork: boolean; dueInMs: number }> {
  try {
    const didWork = await runNextJob(house);
    const seconds = didWork ? 0 : await house.database.doors.asSystem('jobs: next', secondsToNextJob);
    return { didWork, dueInMs: Math.max(firstPauseMs / 2, (seconds ?? Number.POSITIVE_INFINITY) * 1_000) };
  } catch (error) {
    house.log.error({ fault: faultOf(error) }, 'jobs cannot be looked for');
    return { didWork: false, dueInMs: longestPauseMs };
  }
}

/** Does the first due job, if there is one. The work is outside transactions; a job is done when its mail was taken. */
export async function runNextJob(house: JobHouse): Promise<boolean> {
  const job = await house.database.doors.asSystem('jobs: claim', claimJob);
  if (job === null) return false;
  const fault = await doJob(house, job);
  await house.database.doors.asSystem('jobs: finish', (db) => (fault ? returnJob(db, job, fault) : finishJob(db, job)));
  const line = { job: job.id, kind: job.kind, tries: job.tries, fault: fault?.error };
  if (fault === null) house.log.info(line, 'job done');
  else if (job.tries >= maxTries) house.log.error(line, 'job given up');
  else house.log.warn(line, 'job will be tried again');
  return true;
}

async function doJob(house: JobHouse, job: ClaimedJob): Promise<JobFault | null> {
  try {
    const mail = await composeMail(house, job);
    if (mail) await house.mailer.send(mail, job.id);
    return null;
  } catch (error) {
    return { error: faultOf(error), retryInMinutes: 3 ** (job.tries - 1) }; // 1 minute, 3, 9 ... the eighth try comes after 18 hours
  }
}

/** The name or code of a fault: a mail server repeats addresses in its messages, so those are not kept. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? ` ${error.responseCode}` : '';
  return `${code}${answer}`.slice(0, 100);
}

async function sweepOnce({ database, log }: JobHouse): Promise<void> {
  try {
    await sweep(database.doors.asSystem);
    await queueDigests(database.doors.asSystem, new Date());
    await followSilentCoaches(database.doors.asSystem, new Date());
  } catch (error) {
    log.error({ fault: faultOf(error) }, 'what is over could not be forgotten');
  }
}

/** Sleeps that end early when somebody rings. `sleep` gives whether it was rung. */
type Bell = { ring: () => void; stop: () => void; isStopped: () => boolean; sleep: (ms: number) => Promise<boolean> };

function makeBell(): Bell {
  let isStopped = false;
  let wasRung = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    wasRung = true;
    wake();
  };
  const stop = () => {
    isStopped = true;
    ring();
  };
  const sleep = async (ms: number) => {
    if (!wasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const rung = wasRung;
    wasRung = false;
    return rung;
  };
  return { ring, stop, isStopped: () => isStopped, sleep };
}
