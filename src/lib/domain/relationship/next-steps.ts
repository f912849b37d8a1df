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

/** How long after its date a finished round is brought up on the home page, in days. Proposal of ours. */
const lookDays = 28;
const dayMs = 24 * 60 * 60 * 1000;

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
  if (state === 'complete') return completeSteps(latestRound, side, now);
  const iHandedIn = side === 'coach' ? latestRound.coachHandedIn : latestRound.coacheeHandedIn;
  return [step('hand-in', iHandedIn ? 'other' : 'me', latestRound.id)];
}

type CompleteRound = { readonly id: string; readonly dueAt: number; readonly isReleaseDecided: boolean };

function completeSteps(round: CompleteRound, side: Side, now: number): Step[] {
  const look = now < round.dueAt + lookDays * dayMs ? [step('look-together', 'both', round.id)] : [];
  if (round.isReleaseDecided) return look;
  // The coach is not told that a release is awaited: nobody is asked why nothing is shared (C17).
  return side === 'coachee' ? [step('decide-release', 'me', round.id)] : look;
}

/** Needs change over time, so they are asked again (C4); only the coachee is asked, and only the coachee sees it. */
function needSteps(facts: PairFacts, side: Side, now: number): Step[] {
  const isAsked = side === 'coachee' && isDue(facts.needsAskedAt, now, facts.needIntervalDays);
  return isAsked ? [step('say-needs', 'me')] : [];
}

function step(kind: Step['kind'], turn: Step['turn'], round: string | null = null): Step {
  return { kind, turn, round };
}
