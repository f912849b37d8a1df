import type { Phase } from './tool.ts';

/** What has happened in a pair so far, counted. `isEnding`: one of the two says that the coaching is coming to its end. */
export type PairHistory = { readonly heldTalks: number; readonly finishedRounds: number; readonly isEnding: boolean };

/** From this many talks held or rounds finished on, two people are past getting acquainted. */
const acquainted = 2;

/** Weeks ago are lately, in milliseconds: as long as the answer to a need counts (C4). */
const latelyMs = 70 * 24 * 60 * 60 * 1000;

/**
 * The phase of a coaching relationship. Nobody sets an end date, so only the pair itself can say that it is ending.
 * Until two talks were held or two rounds finished, it is getting acquainted.
 */
export function pairPhase({ heldTalks, finishedRounds, isEnding }: PairHistory): Phase {
  if (isEnding) return 'closing';
  return heldTalks >= acquainted || finishedRounds >= acquainted ? 'working' : 'acquainting';
}

/** Whether a pair took something up lately: in the past ten weeks. Times in milliseconds since 1970. */
export function isLately(at: number, now: number): boolean {
  return now - at < latelyMs;
}
