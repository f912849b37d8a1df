import { type Assignment, describeAssignment, solve } from '#lib/domain/matching/assign.ts';
import type { Certificate } from '#lib/domain/matching/certify.ts';
import { countBarriers, type RuledOut } from '#lib/domain/matching/count-barriers.ts';
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
  /** Per coachee the coaches beside the list who would have fitted better and were full, the best first, two at most. */
  readonly full: readonly (readonly number[])[];
  readonly shortages: readonly Shortage[];
  /** What rules every coach out for the first few coachees for whom no coach is possible. */
  readonly ruledOut: readonly { readonly coachee: number; readonly by: RuledOut }[];
};

/**
 * Works out a round: as many as possible matched, then the best fit, then balanced. Takes seconds and six bytes a pair (and 80 MB at
 * 10,000 x 2,000 while short lists are made), so only ever in a thread.
 */
export function workOut(people: Everybody, rules: RunRules, tell: (progress: Progress) => void): MatchingResult {
  const { coachees, coaches } = people;
  const { settings, bans } = rules;
  const capacities = Int32Array.from(coaches, ({ capacity }) => capacity);
  const pins = pinsOf({ coachees, coaches }, rules);
  const scores = scorePairs({ coachees, coaches, bans }, settings, (done) => tell({ stage: 'scoring', done, of: coachees.length }));
  tell({ stage: 'assigning', done: 0, of: 1 });
  const sizes = { coachees: coachees.length, coaches: coaches.length };
  const instance: Instance = { ...sizes, capacities, scores: scores.fit, starts: null, columns: null, pins };
  const assignment = describeAssignment(solve(instance, 'matched'), 'matched');
  requireProven(assignment.certificate);
  tell({ stage: 'listing', done: 0, of: 1 });
  const lists = shortLists({ coachees, capacities, pins, scores, settings });
  const shortages = findShortages(instance, assignment.coachOf);
  return {
    assignment,
    lists,
    full: coachees.map((_, at) => fullCoaches(instance, at, { assignment, list: lists[at] ?? [] })),
    shortages,
    ruledOut: ruleOut(people, rules, shortages)
  };
}

/** No result goes out whose proof does not close: that would be a fault of ours, not the best there is. */
export function requireProven({ proven, value, bound }: Omit<Certificate, 'gains'>): void {
  if (!proven) throw new RangeError(`requireProven wants an assignment that reaches its bound ${bound}, got one worth ${value}`);
}

/** Pins as the engine takes them: per coachee the coach, or -1. */
function pinsOf({ coachees, coaches }: Everybody, { pins }: RunRules): Int32Array {
  const placeOf = new Map(coaches.map(({ id }, at) => [id, at]));
  const pinned = new Map(pins.map(({ coacheeId, coachId }) => [coacheeId, placeOf.get(coachId) ?? -1]));
  return Int32Array.from(coachees, ({ id }) => pinned.get(id) ?? -1);
}

const mostFull = 2;

type Told = { readonly assignment: Assignment; readonly list: readonly Suggestion[] };

function fullCoaches(instance: Instance, coachee: number, { assignment, list }: Told): number[] {
  return findFullCoaches(instance, coachee, assignment)
    .map(({ coach }) => coach)
    .filter((coach) => list.every((one) => one.coach !== coach))
    .slice(0, mostFull);
}

/** Of more coachees only how many they are is told. */
const mostRuledOut = 100;

function ruleOut(people: Everybody, { bans, settings }: RunRules, shortages: readonly Shortage[]): MatchingResult['ruledOut'] {
  const nobody = shortages.filter(({ coaches }) => coaches.length === 0).flatMap(({ unmatched }) => unmatched);
  return nobody.slice(0, mostRuledOut).flatMap((at) => {
    const coachee = people.coachees[at];
    return coachee ? [{ coachee: at, by: countBarriers(coachee, { coaches: people.coaches, bans }, settings) }] : [];
  });
}
