import { expect, it } from 'vitest';
import { nextSteps, type PairFacts } from './next-steps.ts';

const day = 24 * 60 * 60 * 1000;
const quiet: PairFacts = { status: 'active', iAccepted: true, latestRound: null, needsAskedAt: 0, needIntervalDays: 70 };
const round = { id: 'r', dueAt: 14 * day, coachHandedIn: false, coacheeHandedIn: false, isReleaseDecided: false };
const kinds = (facts: PairFacts, side: 'coach' | 'coachee', now = day) => nextSteps(facts, side, now).map((s) => `${s.kind}:${s.turn}`);

it('asks a proposed pair of whoever has not answered yet', () => {
  expect(kinds({ ...quiet, status: 'proposed', iAccepted: false }, 'coach')).toEqual(['answer-proposal:me']);
  expect(kinds({ ...quiet, status: 'proposed', iAccepted: true }, 'coach')).toEqual(['answer-proposal:other']);
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
