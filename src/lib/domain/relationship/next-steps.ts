import { roundState, type RoundFacts } from '#lib/domain/mirror/round-state.ts';
import { isDue } from '#lib/domain/needs/is-due.ts';

/** On which side of a pair somebody sits. */
export type Side = 'coach' | 'coachee';

/** Where one pair stands, as far as one of the two may know. Times in milliseconds since 1970; null = never or none. */
export type PairFacts = {
  readonly status: 'proposed' | 'active' | 'ended' | 'declined';
  readonly iAccepted: boolean;
  readonly latestRound: (RoundFacts & { readonly id: string; readonly isReleaseDecided: boolean }) | null;
  readonly needsAskedAt: number | null;
  readonly needIntervalDays: number;
};

/** One thing that waits, and for whom: 'me', 'other', or 'both' when either may do it (C9). */
export type Step = {
  readonly kind: 'answer-proposal' | 'open-mirror' | 'hand-in' | 'decide-release' | 'look-together' | 'say-needs';
  readonly turn: 'me' | 'other' | 'both';
  readonly round: string | null;
};

/** What comes next for a pair, most urgent first; empty when the pair is over. */
export function nextSteps(facts: PairFacts, side: Side, now: number): Step[] {
  if (facts.status === 'proposed') return [step('answer-proposal', facts.iAccepted ? 'other' : 'me')];
  if (facts.status !== 'active') return [];
  return [...roundSteps(facts, side, now), ...needSteps(facts, side, now)];
}

function roundSteps({ latestRound }: PairFacts, side: Side, now: number): Step[] {
  if (!latestRound) return [step('open-mirror', 'both')];
  const state = roundState(latestRound, now);
  if (state === 'lapsed') return [step('open-mirror', 'both')];
  if (state === 'complete') return completeSteps(latestRound, side);
  const iHandedIn = side === 'coach' ? latestRound.coachHandedIn : latestRound.coacheeHandedIn;
  return [step('hand-in', iHandedIn ? 'other' : 'me', latestRound.id)];
}

function completeSteps(round: { id: string; isReleaseDecided: boolean }, side: Side): Step[] {
  if (round.isReleaseDecided) return [step('look-together', 'both', round.id)];
  // The coach is not told that a release is awaited: nobody is asked why nothing is shared (C17).
  return [side === 'coachee' ? step('decide-release', 'me', round.id) : step('look-together', 'both', round.id)];
}

/** Needs change over time, so they are asked again (C4); only the coachee is asked, and only the coachee sees it. */
function needSteps(facts: PairFacts, side: Side, now: number): Step[] {
  const isAsked = side === 'coachee' && isDue(facts.needsAskedAt, now, facts.needIntervalDays);
  return isAsked ? [step('say-needs', 'me')] : [];
}

function step(kind: Step['kind'], turn: Step['turn'], round: string | null = null): Step {
  return { kind, turn, round };
}
