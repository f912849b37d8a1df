import { expect, it } from 'vitest';
import { nextSteps, type PairFacts } from './next-steps.ts';

const day = 24 * 60 * 60 * 1000;
const quiet: PairFacts = {
  status: 'active',
  iAccepted: true,
  isDeclared: true,
  latestRound: null,
  needsAskedAt: 0,
  needIntervalDays: 70,
  offer: null,
  agreement: null,
  talks: null
};
const round = { id: 'r', dueAt: 14 * day, coachHandedIn: false, coacheeHandedIn: false, isReleaseDecided: false };
const kinds = (facts: PairFacts, side: 'coach' | 'coachee', now = day) => nextSteps(facts, side, now).map((s) => `${s.kind}:${s.turn}`);

it('asks a proposed pair of whoever has not answered yet', () => {
  expect(kinds({ ...quiet, status: 'proposed', iAccepted: false }, 'coach')).toEqual(['answer-proposal:me']);
  expect(kinds({ ...quiet, status: 'proposed', iAccepted: true }, 'coach')).toEqual(['answer-proposal:other']);
});

it('lets the coach go first: the coachee answers when the coach has declared other roles (C12, C14)', () => {
  const silent = { ...quiet, status: 'proposed', iAccepted: false, isDeclared: false } as const;
  expect(kinds(silent, 'coach')).toEqual(['answer-proposal:me']);
  expect(kinds(silent, 'coachee')).toEqual(['answer-proposal:other']);
  expect(kinds({ ...silent, iAccepted: true }, 'coach')).toEqual(['answer-proposal:me']);
  expect(kinds({ ...silent, isDeclared: true }, 'coachee')).toEqual(['answer-proposal:me']);
});

it('asks the coach of a running pair what was never asked before, and not the coachee (C12)', () => {
  expect(kinds({ ...quiet, isDeclared: false }, 'coach')).toEqual(['declare-hats:me', 'open-mirror:both']);
  expect(kinds({ ...quiet, isDeclared: false }, 'coachee')).toEqual(['open-mirror:both']);
});

it('lets either of the two open a round (C9)', () => {
  expect(kinds(quiet, 'coach')).toEqual(kinds(quiet, 'coachee'));
  expect(kinds(quiet, 'coach')).toEqual(['open-mirror:both']);
});

it('says whose turn it is in an open round', () => {
  const half = { ...quiet, latestRound: { ...round, coachHandedIn: true } };
  expect(kinds(half, 'coach')).toEqual(['hand-in:other']);
  expect(kinds(half, 'coachee')).toEqual(['hand-in:me']);
});

it('tells only the coachee that a release is to be decided (C17)', () => {
  const complete = { ...quiet, latestRound: { ...round, coachHandedIn: true, coacheeHandedIn: true } };
  expect(kinds(complete, 'coachee')).toEqual(['decide-release:me']);
  expect(kinds(complete, 'coach')).toEqual(['look-together:both']);
});

it('opens the way to a new round when one lapsed', () => {
  expect(kinds({ ...quiet, latestRound: round }, 'coach', 15 * day)).toEqual(['open-mirror:both']);
});

it('asks the needs again after the interval of the programme, of the coachee only (C4)', () => {
  const later = { ...quiet, latestRound: { ...round, dueAt: 100 * day } };
  expect(kinds(later, 'coachee', 69 * day)).toEqual(['hand-in:me']);
  expect(kinds(later, 'coachee', 70 * day)).toEqual(['hand-in:me', 'say-needs:me']);
  expect(kinds(later, 'coach', 70 * day)).toEqual(['hand-in:me']);
});

it('asks nothing of a pair that is over (C28)', () => {
  expect(kinds({ ...quiet, status: 'ended' }, 'coachee', 200 * day)).toEqual([]);
});

it('brings a finished round up for four weeks after its date, and then leaves it in peace', () => {
  const seen = { ...quiet, latestRound: { ...round, coachHandedIn: true, coacheeHandedIn: true, isReleaseDecided: true } };
  expect(kinds(seen, 'coach', 41 * day)).toEqual(['look-together:both']);
  expect(kinds(seen, 'coach', 42 * day)).toEqual([]);
});

it('puts the talks first, and asks for the agreement before the mirror (C15, C43)', () => {
  const talks = { next: null, proposed: null, lookBackOn: null, isQuiet: false, hasTalked: true };
  const agreement = { isWritten: false, isSignedByMe: false, isSignedByOther: false };
  expect(kinds({ ...quiet, talks, agreement }, 'coach')).toEqual(['plan-conversation:both', 'agree:both', 'open-mirror:both']);
});

it('asks each of the two for a signature, and says when it is the turn of the other (C15)', () => {
  const written = { isWritten: true, isSignedByMe: false, isSignedByOther: true };
  expect(kinds({ ...quiet, agreement: written }, 'coachee')).toContain('sign:me');
  expect(kinds({ ...quiet, agreement: { ...written, isSignedByMe: true, isSignedByOther: false } }, 'coachee')).toContain('sign:other');
  expect(kinds({ ...quiet, agreement: { ...written, isSignedByMe: true } }, 'coachee')).toEqual(['open-mirror:both']);
});

it('lets the coach offer ways of meeting and the coachee choose, until they have talked (C21)', () => {
  const talks = { next: null, proposed: null, lookBackOn: null, isQuiet: false, hasTalked: false };
  const first = (offer: 'none' | 'open' | 'answered', side: 'coach' | 'coachee') => kinds({ ...quiet, talks, offer }, side)[0];
  expect([first('none', 'coach'), first('none', 'coachee')]).toEqual(['offer-meeting:me', 'offer-meeting:other']);
  expect([first('open', 'coach'), first('open', 'coachee')]).toEqual(['choose-meeting:other', 'choose-meeting:me']);
  expect(first('answered', 'coach')).toBe('plan-conversation:both');
  expect(kinds({ ...quiet, talks: { ...talks, hasTalked: true }, offer: 'none' }, 'coach')[0]).toBe('plan-conversation:both');
});
