import { explainPair, forCoordinator } from '#lib/domain/matching/explain-pair.ts';
import { barrierOf, findBarriers } from '#lib/domain/matching/find-barriers.ts';
import type { PinProblem } from '#lib/domain/matching/find-pin-problems.ts';
import { groundShareOf } from '#lib/domain/matching/match-settings.ts';
import { parseMatchProfile } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { Log } from '#lib/server/log.ts';
import { asCoach, asCoachee } from '#lib/server/matching/as-people.ts';
import { gatherNames } from '#lib/server/matching/gather-names.ts';
import { runRound } from '#lib/server/matching/run-round.ts';
import { listTriedBefore } from '#lib/server/queries/match-before.ts';
import { findParticipant } from '#lib/server/queries/match-participants.ts';
import {
  addResult,
  assignResult,
  exclude,
  include,
  listExcluded,
  listBans,
  listPins,
  listResultsOf,
  type Pin,
  pin,
  listAsSwapped,
  type Result,
  unpin
} from '#lib/server/queries/match-results.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { addDecision, addRound, beginRun, listNames, moveRound, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { dropProof, listRuledOut, listShortfalls } from '#lib/server/queries/match-summary.ts';
import { findFullListed } from './find-full-listed.ts';

/** The coaches with whom it came to nothing before, by name. */
async function nameTriedBefore(db: PersonDb, programmeId: string, coacheeId: string): Promise<string[]> {
  const before = await listTriedBefore(db, programmeId, coacheeId);
  const names = await listNames(
    db,
    before.map(({ coachId }) => coachId)
  );
  return Object.values(names).toSorted((one, other) => one.localeCompare(other));
}

/** Opens a round with everybody who can take part. */
export async function openMatchRound(db: PersonDb, place: RoundPlace): Promise<void> {
  await addRound(db, place);
  await addDecision(db, place, { act: 'create' });
}

/**
 * Closes a published round, in which nobody can choose any more, and opens the next one for whoever has no coach yet; gives its id. Null
 * when the round is not out, or was closed before. Whoever is being asked goes on being asked.
 */
export async function beginNextRound(db: PersonDb, place: RoundPlace, nextId: string): Promise<string | null> {
  if (!(await moveRound(db, place.roundId, { from: ['published'], to: 'closed' }))) return null;
  await addDecision(db, place, { act: 'close' });
  await openMatchRound(db, { ...place, roundId: nextId });
  return nextId;
}

/** Ends a round for good; false when it was ended before, or runs. Whoever is being asked goes on being asked. */
export async function closeRound(db: PersonDb, place: RoundPlace): Promise<boolean> {
  if (!(await moveRound(db, place.roundId, { from: ['draft', 'ready', 'published'], to: 'closed' }))) return false;
  await addDecision(db, place, { act: 'close' });
  return true;
}

/** What a run needs of the house. */
export type RunHouse = {
  root: string;
  log: Log;
  asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
};

/** Begins a run, which goes on after this; null when it runs already or is out. `finished` never rejects. */
export async function startRun(house: RunHouse, place: RoundPlace): Promise<{ finished: Promise<boolean> } | null> {
  const begun = await house.asPerson(async (db) => {
    const { settings } = await findMatchRules(db, place.programmeId);
    const runAt = await beginRun(db, place.roundId, settings);
    if (runAt) await addDecision(db, place, { act: 'run' });
    return runAt && { runAt, settings };
  });
  if (!begun) return null;
  const finished = runRound({ ...house, ...place, ...begun }).catch(async (error: unknown) => {
    house.log.warn({ round: place.roundId, error: error instanceof Error ? error.name : 'unknown' }, 'a run of the match ended');
    await house.asPerson((db) => moveRound(db, place.roundId, { from: ['running'], to: 'draft', runAt: begun.runAt })).catch(() => false);
    return false;
  });
  return { finished };
}

/** Ends a run, in whichever process it is; it hears of it within a second. */
export async function cancelRun(db: PersonDb, place: RoundPlace): Promise<void> {
  if (await moveRound(db, place.roundId, { from: ['running'], to: 'draft' })) await addDecision(db, place, { act: 'cancel' });
}

/** Pins a coachee to a coach for the next run; the problem when that cannot be (C14, C24, C25). */
export async function pinPair(db: PersonDb, place: RoundPlace, two: Pin): Promise<PinProblem | null> {
  const problem = await findPinProblem(db, place, two);
  if (problem) return problem;
  await pin(db, place.organisationId, { ...two, roundId: place.roundId });
  await addDecision(db, place, { act: 'pin', ...two });
  return null;
}

/** `leaving`: a coachee who leaves this coach at the same time. */
async function findPinProblem(db: PersonDb, place: RoundPlace, two: Pin & { leaving?: string }): Promise<PinProblem | null> {
  const both = await readBoth(db, place, two);
  if (!both) return 'unknown';
  const [barrier] = both.barriers;
  if (barrier) return barrier;
  const others = (await listPins(db, place.roundId)).filter(
    ({ coachId, coacheeId }) => coachId === two.coachId && ![two.coacheeId, two.leaving].includes(coacheeId)
  );
  return others.length >= both.coach.capacity ? 'full' : null;
}

async function readBoth(db: PersonDb, place: RoundPlace, two: Pin) {
  const one = await findParticipant(db, place.roundId, { role: 'coachee', id: two.coacheeId });
  const other = await findParticipant(db, place.roundId, { role: 'coach', id: two.coachId });
  if (!one || !other) return null;
  const names = await gatherNames(db, place.programmeId, [one.id, other.id]);
  const { settings } = await findMatchRules(db, place.programmeId);
  const [coachee, coach] = [asCoachee(one, names), asCoach(other, names)];
  const banned = (await listBans(db, place.programmeId)).filter((ban) => ban.coachee === two.coacheeId && ban.coach === two.coachId);
  return { coachee, coach, settings, barriers: [...banned.map(barrierOf), ...findBarriers(coachee, coach, settings)] };
}

export async function unpinPair(db: PersonDb, place: RoundPlace, coacheeId: string): Promise<void> {
  if (await unpin(db, place.roundId, coacheeId)) await addDecision(db, place, { act: 'unpin', coacheeId });
}

/** These two are not to be a pair in this programme; holds from the next run on. The problem when they cannot be: one person, or not in the round. */
export async function excludePair(db: PersonDb, place: RoundPlace, two: Pin): Promise<PinProblem | null> {
  if (two.coacheeId === two.coachId) return 'same-person';
  const coachee = await findParticipant(db, place.roundId, { role: 'coachee', id: two.coacheeId });
  if (!coachee || !(await findParticipant(db, place.roundId, { role: 'coach', id: two.coachId }))) return 'unknown';
  const pins = await listPins(db, place.roundId);
  if (pins.some(({ coacheeId, coachId }) => coacheeId === two.coacheeId && coachId === two.coachId))
    await unpin(db, place.roundId, two.coacheeId);
  await exclude(db, place, two);
  await addDecision(db, place, { act: 'exclude', ...two });
  return null;
}

/** A coordinator takes back that two are not to be a pair; holds from the next run on. */
export async function includePair(db: PersonDb, place: RoundPlace, two: Pin): Promise<void> {
  if (await include(db, place.programmeId, two)) await addDecision(db, place, { act: 'include', ...two });
}

/** Two coachees change coaches, at once and for every next run; the problem when one of the new pairs cannot be. */
export async function swapPairs(db: PersonDb, place: RoundPlace, [one, other]: readonly [string, string]): Promise<PinProblem | null> {
  const [first, second] = [await coachOf(db, place, one), await coachOf(db, place, other)];
  if (first === null || second === null || first === second) return 'unknown';
  const moves = [
    { coacheeId: one, coachId: second, leaving: other },
    { coacheeId: other, coachId: first, leaving: one }
  ];
  for (const move of moves) {
    const problem = await findPinProblem(db, place, move);
    if (problem) return problem;
  }
  for (const { coacheeId, coachId } of moves) {
    const two = { coacheeId, coachId };
    await pin(db, place.organisationId, { ...two, roundId: place.roundId });
    await moveTo(db, place, two);
    await addDecision(db, place, { act: 'swap', ...two });
  }
  await dropProof(db, place.roundId);
  return null;
}

async function coachOf(db: PersonDb, { roundId }: RoundPlace, coacheeId: string): Promise<string | null> {
  return (await listResultsOf(db, roundId, coacheeId)).find(({ isAssigned }) => isAssigned)?.coachId ?? null;
}

async function moveTo(db: PersonDb, place: RoundPlace, two: Pin): Promise<void> {
  const list = await listResultsOf(db, place.roundId, two.coacheeId);
  const both = await readBoth(db, place, two);
  if (!both) return;
  const listed = list.find(({ coachId }) => coachId === two.coachId);
  if (listed?.why === 'full') await listAsSwapped(db, place.roundId, two);
  if (!listed) {
    const { ground, horizon } = explainPair(both.coachee, both.coach, both.settings);
    const added: Result = { ...two, place: 0, why: 'swapped', isAssigned: false, ground, horizon };
    await addResult(db, place, added);
  }
  await assignResult(db, place.roundId, two);
}

/**
 * The list of a coachee with the reasons, as a coordinator may read them: personal wishes are never among them (C23, C26). `words`: the tags
 * of the coach as they were written, which are all that reasons tell of. `isFull`: a better fit than the one assigned, whose places all went
 * to others.
 */
export async function readShortList(db: PersonDb, place: RoundPlace, coacheeId: string) {
  const one = await findParticipant(db, place.roundId, { role: 'coachee', id: coacheeId });
  if (!one) return null;
  const names = await gatherNames(db, place.programmeId, []);
  const { settings } = await findMatchRules(db, place.programmeId);
  const coachee = asCoachee(one, names);
  const list = await listResultsOf(db, place.roundId, coacheeId);
  const full = await findFullListed(db, { ...place, coacheeId }, { list, share: groundShareOf(settings, coachee.position) });
  const explained = [];
  for (const result of list) {
    const other = await findParticipant(db, place.roundId, { role: 'coach', id: result.coachId });
    if (!other) continue;
    const { shared, fresh } = forCoordinator(explainPair(coachee, asCoach(other, names), settings));
    explained.push({ ...result, isFull: full.includes(result.coachId), shared, fresh, words: parseMatchProfile(other.answers).tags });
  }
  return {
    ...{ name: one.name, list: explained.filter(({ why }) => why !== 'full'), full: explained.filter(({ why }) => why === 'full') },
    excluded: await listExcluded(db, place.programmeId, coacheeId),
    before: await nameTriedBefore(db, place.programmeId, coacheeId),
    shortfalls: await listShortfalls(db, place.roundId, coacheeId),
    ruledOut: await listRuledOut(db, place.roundId, coacheeId)
  };
}
