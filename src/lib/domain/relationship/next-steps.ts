import { type TalkFacts, type TalkStep, talkSteps } from '#lib/domain/conversation/talk-steps.ts';
import { roundState, type RoundFacts } from '#lib/domain/mirror/round-state.ts';
import { isDue } from '#lib/domain/needs/is-due.ts';

/** On which side of a pair somebody sits. */
export type Side = 'coach' | 'coachee';

/** Where one pair stands, as far as one of the two may know. Times in milliseconds since 1970; null = never or none. */
export type PairFacts = {
  readonly status: 'proposed' | 'active' | 'ended' | 'declined';
  readonly iAccepted: boolean;
  /** Whether the coach has said what else he or she is (C12). */
  readonly isDeclared: boolean;
  readonly latestRound: (RoundFacts & { readonly id: string; readonly isReleaseDecided: boolean }) | null;
  readonly needsAskedAt: number | null;
  readonly needIntervalDays: number;
  /** The ways of meeting the coach put forward; null as long as the pair has not begun. */
  readonly offer: 'none' | 'open' | 'answered' | null;
  /** The working agreement; null as long as the pair has not begun. */
  readonly agreement: AgreementStanding | null;
  /** The talks; null as long as the pair has not begun. */
  readonly talks: TalkFacts | null;
};

/** Whether the working agreement waits for the reader, or for the other (C15). */
export type AgreementStanding = { readonly isWritten: boolean; readonly isSignedByMe: boolean; readonly isSignedByOther: boolean };

/** One thing that waits, and for whom: 'me', 'other', or 'both' when either may do it (C9). */
export type Step = {
  readonly kind:
    | 'answer-proposal'
    | 'declare-hats'
    | 'open-mirror'
    | 'hand-in'
    | 'decide-release'
    | 'look-together'
    | 'say-needs'
    | 'agree'
    | 'sign'
    | 'offer-meeting'
    | 'choose-meeting'
    | TalkStep['kind'];
  readonly turn: 'me' | 'other' | 'both';
  /** The round or the talk it is about; null: none yet. */
  readonly subject: string | null;
};

/** How long after its date a finished round is brought up on the home page, in days. Proposal of ours. */
const lookDays = 28;
const dayMs = 24 * 60 * 60 * 1000;

/** What comes next for a pair, most urgent first; empty when the pair is over. */
export function nextSteps(facts: PairFacts, side: Side, now: number): Step[] {
  if (facts.status === 'proposed') return [step('answer-proposal', turnToAnswer(facts, side))];
  if (facts.status !== 'active') return [];
  const talks = facts.talks ? talkSteps(facts.talks, now).map(({ kind, turn, conversation }) => step(kind, turn, conversation)) : [];
  return [
    ...meetingSteps(facts, side),
    ...talks,
    ...hatSteps(facts, side),
    ...agreementSteps(facts),
    ...roundSteps(facts, side, now),
    ...needSteps(facts, side, now)
  ];
}

/** The coach goes first: nobody accepts before it was said what else the coach is (C12, C14). */
function turnToAnswer({ iAccepted, isDeclared }: PairFacts, side: Side): Step['turn'] {
  if (!isDeclared) return side === 'coach' ? 'me' : 'other';
  return iAccepted ? 'other' : 'me';
}

/** A pair from before this was asked: the coach still says it. */
function hatSteps({ isDeclared }: PairFacts, side: Side): Step[] {
  return side === 'coach' && !isDeclared ? [step('declare-hats', 'me')] : [];
}

/** Before the first talk: the coach puts ways of meeting forward, the coachee chooses (C21). */
function meetingSteps({ offer, talks }: PairFacts, side: Side): Step[] {
  if (!talks || talks.hasTalked || talks.next || offer === 'answered' || offer === null) return [];
  const isMine = side === (offer === 'none' ? 'coach' : 'coachee');
  return [step(offer === 'none' ? 'offer-meeting' : 'choose-meeting', isMine ? 'me' : 'other')];
}

/** What to expect of each other is agreed at the start, by both (C15). */
function agreementSteps({ agreement }: PairFacts): Step[] {
  if (!agreement) return [];
  if (!agreement.isWritten) return [step('agree', 'both')];
  if (!agreement.isSignedByMe) return [step('sign', 'me')];
  return agreement.isSignedByOther ? [] : [step('sign', 'other')];
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

function step(kind: Step['kind'], turn: Step['turn'], subject: string | null = null): Step {
  return { kind, turn, subject };
}
