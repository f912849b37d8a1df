import { type Assignment, describeAssignment, solve } from '#lib/domain/matching/assign.ts';
import { findFullCoaches } from '#lib/domain/matching/find-full-coaches.ts';
import { findShortages, type Shortage } from '#lib/domain/matching/find-shortages.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';
import { scorePairs } from '#lib/domain/matching/score-pairs.ts';
import { shortLists, type Suggestion } from '#lib/domain/matching/short-lists.ts';
import type { Everybody } from './as-people.ts';
import type { Progress, RunRules } from './matching-messages.ts';

/** All that the engine finds; numbers stand for people in their order. */
export type MatchingResult = {
  readonly assignment: Assignment;
  readonly lists: readonly (readonly Suggestion[])[];
  /** Per coachee the coaches who would have fitted better and were full, the best first, two at most. */
  readonly full: readonly (readonly number[])[];
  readonly shortages: readonly Shortage[];
};

/**
 * Works out a round: as many as possible matched, then the best fit, then balanced. Takes seconds and six bytes a pair (and 80 MB at
 * 10,000 x 2,000 while short lists are made), so only ever in a thread.
 */
export function workOut({ coachees, coaches }: Everybody, rules: RunRules, tell: (progress: Progress) => void): MatchingResult {
  const { settings, bans } = rules;
  const capacities = Int32Array.from(coaches, ({ capacity }) => capacity);
  const pins = pinsOf({ coachees, coaches }, rules);
  const scores = scorePairs({ coachees, coaches, bans }, settings, (done) => tell({ stage: 'scoring', done, of: coachees.length }));
  tell({ stage: 'assigning', done: 0, of: 1 });
  const sizes = { coachees: coachees.length, coaches: coaches.length };
  const instance: Instance = { ...sizes, capacities, scores: scores.fit, starts: null, columns: null, pins };
  const assignment = describeAssignment(solve(instance, 'matched'), 'matched');
  tell({ stage: 'listing', done: 0, of: 1 });
  return {
    assignment,
    lists: shortLists({ coachees, capacities, pins, scores, settings }),
    full: coachees.map((_, at) => fullCoaches(instance, at, assignment)),
    shortages: findShortages(instance, assignment.coachOf)
  };
}

/** Pins as the engine takes them: per coachee the coach, or -1. */
function pinsOf({ coachees, coaches }: Everybody, { pins }: RunRules): Int32Array {
  const placeOf = new Map(coaches.map(({ id }, at) => [id, at]));
  const pinned = new Map(pins.map(({ coacheeId, coachId }) => [coacheeId, placeOf.get(coachId) ?? -1]));
  return Int32Array.from(coachees, ({ id }) => pinned.get(id) ?? -1);
}

const mostFull = 2;

function fullCoaches(instance: Instance, coachee: number, assignment: Assignment): number[] {
  return findFullCoaches(instance, coachee, assignment)
    .slice(0, mostFull)
    .map(({ coach }) => coach);
}
