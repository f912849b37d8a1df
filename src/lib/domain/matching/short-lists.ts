import { assign } from './assign.ts';
import { intAt } from './cells.ts';
import { forbidden, type Instance } from './instance.ts';
import { groundShareOf, type MatchSettings } from './match-settings.ts';
import type { Coachee } from './person.ts';
import type { PairScores } from './score-pairs.ts';
import { notMeasured } from './write-row.ts';

/** One coach who is suggested: because the two fit, or, deliberately, because this one is different from the others (C27). */
export type Suggestion = { readonly coach: number; readonly why: 'fit' | 'different' };

/** Who takes part in making short lists. */
export type ListRequest = {
  readonly coachees: readonly Coachee[];
  readonly capacities: Int32Array;
  readonly pins: Int32Array | null;
  readonly scores: PairScores;
  readonly settings: MatchSettings;
};

/**
 * The short list of each coachee: `settings.suggestions` coaches, or fewer when there are no more. Each place on the list is an exact
 * assignment of its own: first the best fit, then the best fit besides, and last the most different one. So no coach stands on more lists
 * than the number of suggestions times the places (more only when there are fewer places than coachees), and as many coachees as can
 * have a coach can have the first of their list. Who was pinned is suggested the pinned coach only.
 */
export function shortLists(request: ListRequest): Suggestion[][] {
  const { coachees, capacities, scores, settings } = request;
  const lists = coachees.map((): Suggestion[] => []);
  const fit = scores.fit.slice();
  const exposure = capacities.map((places) => places * timesEach(coachees.length, capacities));
  for (let place = 1; place < settings.suggestions; place += 1) {
    addRound(lists, { ...request, capacities: exposure, scores: { ...scores, fit } }, 'fit');
  }
  const different = differenceOf(request, fit);
  addRound(lists, { ...request, capacities: exposure, scores: { ...scores, fit: different } }, 'different');
  return lists;
}

/** With too few places for everybody, each place is suggested so many times more that everybody is suggested somebody. */
function timesEach(coachees: number, capacities: Int32Array): number {
  const places = capacities.reduce((sum, capacity) => sum + capacity, 0);
  return places === 0 ? 1 : Math.max(1, Math.ceil(coachees / places));
}

/** Assigns once, and takes the pairs out for the next time. */
function addRound(lists: Suggestion[][], { coachees, capacities, pins, scores }: ListRequest, why: Suggestion['why']): void {
  const coaches = capacities.length;
  const isFirst = lists.every((list) => list.length === 0);
  const instance: Instance = {
    coachees: coachees.length,
    coaches,
    capacities,
    scores: scores.fit,
    starts: null,
    columns: null,
    pins: null
  };
  const rows = isFirst ? { ...instance, pins } : instance;
  const { coachOf } = assign(rows, 'matched');
  lists.forEach((list, coachee) => {
    const coach = intAt(coachOf, coachee);
    if (coach === -1) return;
    list.push({ coach, why });
    if (pins && intAt(pins, coachee) !== -1) scores.fit.fill(forbidden, coachee * coaches, (coachee + 1) * coaches);
    else scores.fit[coachee * coaches + coach] = forbidden;
  });
}

/**
 * How different a coach is: the number that weighs less for this coachee comes first, the other decides between equals. With equal
 * weights new horizon comes first. Pairs that cannot be, or stand on the list already, stay out.
 */
function differenceOf({ coachees, scores, settings }: ListRequest, fit: Int32Array): Int32Array {
  const coaches = coachees.length === 0 ? 0 : fit.length / coachees.length;
  const difference = new Int32Array(fit.length);
  coachees.forEach(({ position }, coachee) => {
    const isGroundFirst = groundShareOf(settings, position) < 50;
    const [first, second] = isGroundFirst ? [scores.ground, scores.horizon] : [scores.horizon, scores.ground];
    const end = (coachee + 1) * coaches;
    for (let entry = coachee * coaches; entry < end; entry += 1) {
      difference[entry] = intAt(fit, entry) < 0 ? forbidden : 101 * measured(first, entry) + measured(second, entry);
    }
  });
  return difference;
}

function measured(numbers: Uint8Array, entry: number): number {
  const number = numbers[entry] ?? 0;
  return number === notMeasured ? 0 : number;
}
