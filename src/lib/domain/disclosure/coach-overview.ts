import type { LegScores } from '#lib/domain/mirror/score-legs.ts';
import { forEachLeg } from '#lib/domain/support/support-type.ts';

/**
 * One mirror of one coachee, as far as the coach's own overview is concerned.
 * `isReleased`: the coachee released it for the overview. `itemsShown`: the coach saw the answers item by item.
 */
export type CoachRound = {
  readonly coacheeId: string;
  readonly isReleased: boolean;
  readonly itemsShown: boolean;
  readonly received: LegScores;
};

/** Whether the overview may be shown: over how many coachees, or how many are still missing. */
export type OverviewDecision =
  { readonly mayShow: true; readonly coachees: number } | { readonly mayShow: false; readonly missing: number };

/** Coachees an average needs so that nobody in it can be worked out. Proposal, docs/methods/leg-score.md; not below 5. */
const coacheesForOverview = 5;

/**
 * Whether a coach may see an average over the own coachees (C5): from 5 different coachees who released a round and
 * whose answers the coach was never shown item by item. Who knows some answers could otherwise subtract them.
 */
export function mayShowCoachOverview(rounds: readonly CoachRound[]): OverviewDecision {
  const coachees = latestHiddenRounds(rounds).length;
  const missing = coacheesForOverview - coachees;
  return missing <= 0 ? { mayShow: true, coachees } : { mayShow: false, missing };
}

/**
 * The coach's average profile: per leg the mean over the coachees that count, each with the latest released round.
 *
 * Shape: rounds from old to new. Range: 1 to 5, rounded to 0.1. Null as a whole when the overview may not be shown;
 * null for a leg that fewer than 5 of these coachees have a score for.
 */
export function averageProfile(rounds: readonly CoachRound[]): LegScores | null {
  if (!mayShowCoachOverview(rounds).mayShow) return null;
  const counted = latestHiddenRounds(rounds);
  return forEachLeg((leg) => averageOf(counted.flatMap((round) => round.received[leg] ?? [])));
}

function latestHiddenRounds(rounds: readonly CoachRound[]): CoachRound[] {
  const known = new Set(rounds.filter((round) => round.itemsShown).map((round) => round.coacheeId));
  const counted = rounds.filter((round) => round.isReleased && !known.has(round.coacheeId));
  return [...new Map(counted.map((round) => [round.coacheeId, round])).values()];
}

function averageOf(scores: readonly number[]): number | null {
  if (scores.length < coacheesForOverview) return null;
  return Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 10) / 10;
}
