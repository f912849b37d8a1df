import { findPinProblems, type PinConflict } from '#lib/domain/matching/find-pin-problems.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import { replaceResults } from '#lib/server/queries/match-results.ts';
import { keepProgress, moveRound, type RoundProgress } from '#lib/server/queries/match-rounds.ts';
import { keepSummary } from '#lib/server/queries/match-summary.ts';
import type { WishMarks } from '#lib/server/queries/match-wishes.ts';
import { describeRun, summarise } from './describe-run.ts';
import { type Everybody, pinsOf, readRoundInput, type RoundDesk } from './read-round-input.ts';
import { startMatching } from './start-matching.ts';

/**
 * What a run acts in: the door as the coordinator who asked for it, and where it belongs. `readMarks`: the wishes of everybody, which no
 * coordinator can read (C26).
 */
export type RunDesk = RoundDesk & {
  root: string;
  runAt: Date;
  settings: MatchSettings;
  readMarks: () => Promise<readonly WishMarks[]>;
};

/** How often a run says how far it is, and hears whether it is still wanted. */
const beatMs = 1_000;

/** Runs a round to its end; false when it was cancelled on the way, or when pins cannot be kept, which are then told. What it finds stands in the database all at once, or not at all. */
export async function runRound(desk: RunDesk): Promise<boolean> {
  const input = await readRoundInput(desk);
  const { settings, root } = desk;
  const conflicts = findPinProblems({ ...input.people, bans: input.bans }, input.pins, settings);
  if (conflicts.length > 0) return refuse(desk, conflicts);
  const pins = pinsOf(input);
  const rules = { settings, objective: 'matched' as const, bans: input.bans, pins };
  const told: { progress: RoundProgress } = { progress: { stage: 'scoring', done: 0, of: input.people.coachees.length } };
  const run = startMatching({ root, ...withMarks(input.people, await desk.readMarks()), rules }, (progress) => {
    told.progress = progress;
  });
  const stopBeating = beat(desk, () => told.progress, run.stop);
  try {
    const found = await run.finished;
    const results = await describeRun(input.people, found, { settings, pins });
    return await desk.asPerson(async (db) => {
      if (!(await keepProgress(db, desk, { stage: 'writing', done: 0, of: 1 }))) return false;
      await replaceResults(db, desk, results);
      await keepSummary(db, desk.roundId, summarise(input.people, found));
      return moveRound(db, desk.roundId, { from: ['running'], to: 'ready' });
    });
  } finally {
    stopBeating();
    await run.stop();
  }
}

/** Constraints that cannot hold together are explained, never relaxed (C14, C25). */
async function refuse(desk: RunDesk, conflicts: PinConflict[]): Promise<false> {
  await desk.asPerson(async (db) => {
    if (await moveRound(db, desk.roundId, { from: ['running'], to: 'draft' }))
      await keepSummary(db, desk.roundId, { shortfalls: [], conflicts });
  });
  return false;
}

/** Wishes go into the engine and nowhere else: what is kept is described from people without them. */
function withMarks({ coachees, coaches }: Everybody, marks: readonly WishMarks[]): Everybody {
  const marksOf = new Map(marks.map((one) => [`${one.side} ${one.personId}`, one.marks]));
  return {
    coachees: coachees.map((one) => ({ ...one, wishes: marksOf.get(`coachee ${one.id}`) ?? [] })),
    coaches: coaches.map((one) => ({ ...one, volunteered: marksOf.get(`coach ${one.id}`) ?? [] }))
  };
}

/** Says every second how far it is; stops the run as soon as nobody wants it any more. */
function beat(desk: RunDesk, progressNow: () => RoundProgress, stop: () => Promise<void>): () => void {
  const timer = setInterval(() => {
    desk
      .asPerson((db) => keepProgress(db, desk, progressNow()))
      .then((isWanted) => (isWanted ? undefined : stop()))
      .catch(() => stop());
  }, beatMs);
  return () => clearInterval(timer);
}
