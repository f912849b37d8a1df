import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import { keepEarlier } from '#lib/server/queries/match-earlier.ts';
import { replaceResults } from '#lib/server/queries/match-results.ts';
import { keepProgress, moveRound, type RoundProgress } from '#lib/server/queries/match-rounds.ts';
import { keepSummary } from '#lib/server/queries/match-summary.ts';
import { handOverRound, readBounds, type RoundDesk } from './hand-over.ts';
import type { Found } from './matching-messages.ts';
import { type Matching, startMatching } from './start-matching.ts';
import { takeTurn } from './take-turn.ts';

/** What a run acts in: the door as the coordinator who asked for it, and where it belongs. */
export type RunDesk = RoundDesk & { root: string; runAt: Date; settings: MatchSettings };

/** How often a run says how far it is, and hears whether it is still wanted. */
const beatMs = 1_000;

/** A run under way: what is told of it, its thread once it has its turn, and whether anybody still wants it. */
type Running = { progress: RoundProgress; matching: Matching | null; isWanted: boolean };

/**
 * Runs a round to its end, after those before it; false when it was cancelled on the way, or when pins cannot be kept, which are then told.
 * What it finds stands in the database all at once, or not at all.
 */
export async function runRound(desk: RunDesk): Promise<boolean> {
  const running: Running = { progress: { stage: 'reading', done: 0, of: 1 }, matching: null, isWanted: true };
  const stopBeating = beat(desk, running);
  try {
    return await takeTurn(() => workOutWanted(desk, running));
  } finally {
    stopBeating();
  }
}

async function workOutWanted(desk: RunDesk, running: Running): Promise<boolean> {
  if (!running.isWanted) return false;
  const matching = startMatching(desk.root, (progress) => {
    running.progress = progress;
  });
  running.matching = matching;
  try {
    const { summary, results } = await find(desk, matching);
    if (summary.conflicts.length > 0) return await refuse(desk, summary);
    return await desk.asPerson(async (db) => {
      if (!(await keepProgress(db, desk, { stage: 'writing', done: 0, of: 1 }))) return false;
      const earlier = await keepEarlier(db, desk.roundId);
      await replaceResults(db, desk, results);
      await keepSummary(db, desk.roundId, { ...summary, earlier });
      return moveRound(db, desk.roundId, { from: ['running'], to: 'ready' });
    });
  } finally {
    await matching.stop();
  }
}

async function find(desk: RunDesk, matching: Matching): Promise<Found> {
  await handOverRound(desk, matching.hand);
  return matching.run({ settings: desk.settings, ...(await readBounds(desk)) });
}

/** Constraints that cannot hold together are explained, never relaxed (C14, C25). */
async function refuse(desk: RunDesk, summary: Found['summary']): Promise<false> {
  await desk.asPerson(async (db) => {
    if (await moveRound(db, desk.roundId, { from: ['running'], to: 'draft', runAt: desk.runAt }))
      await keepSummary(db, desk.roundId, { ...summary, earlier: null });
  });
  return false;
}

/** Says every second how far it is; stops the run as soon as nobody wants it any more. */
function beat(desk: RunDesk, running: Running): () => void {
  const stop = async () => {
    running.isWanted = false;
    await running.matching?.stop();
  };
  const timer = setInterval(() => {
    desk
      .asPerson((db) => keepProgress(db, desk, running.progress))
      .then((isWanted) => (isWanted ? undefined : stop()))
      .catch(() => stop());
  }, beatMs);
  return () => clearInterval(timer);
}
