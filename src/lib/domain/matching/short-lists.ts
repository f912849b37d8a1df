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
  return lists.map((list, coachee) =>
    list.map((one) => ({ ...one, why: isDifferent(one, { list, coachee, request }) ? 'different' : 'fit' }))
  );
}

/** Nobody is called different who is not: more new or more shared than with the others, whichever weighs less here, or less of the rest. */
function isDifferent(
  { coach, why }: Suggestion,
  { list, coachee, request }: { list: readonly Suggestion[]; coachee: number; request: ListRequest }
): boolean {
  const { first, second } = numbersOf(request, coachee);
  const others = list.filter((other) => other.coach !== coach);
  const at = (other: number) => coachee * request.capacities.length + other;
  return (
    why === 'different' &&
    others.length > 0 &&
    (others.every((other) => measured(first, at(coach)) > measured(first, at(other.coach))) ||
      others.every((other) => measured(second, at(coach)) < measured(second, at(other.coach))))
  );
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

/** The number that weighs less for this coachee, and the other; with equal weights new horizon comes first. */
function numbersOf({ coachees, scores, settings }: ListRequest, coachee: number): { first: Uint8Array; second: Uint8Array } {
  const isGroundFirst = groundShareOf(settings, coachees[coachee]?.position ?? null) < 50;
  return isGroundFirst ? { first: scores.ground, second: scores.horizon } : { first: scores.horizon, second: scores.ground };
}

/**
 * How different a coach is: most of the number that weighs less for this coachee, and of equals least of the other, which the rest of the
 * list is already rich in. Pairs that cannot be, or stand on the list already, stay out.
 */
function differenceOf(request: ListRequest, fit: Int32Array): Int32Array {
  const { coachees } = request;
  const coaches = coachees.length === 0 ? 0 : fit.length / coachees.length;
  const difference = new Int32Array(fit.length);
  coachees.forEach((_, coachee) => {
    const { first, second } = numbersOf(request, coachee);
    const end = (coachee + 1) * coaches;
    for (let entry = coachee * coaches; entry < end; entry += 1) {
      difference[entry] =
        intAt(fit, entry) < 0
          ? forbidden
          : 101 * measured(first, entry) + 100 - (second[entry] === notMeasured ? 100 : measured(second, entry));
    }
  });
  return difference;
}

function measured(numbers: Uint8Array, entry: number): number {
  const number = numbers[entry] ?? 0;
  return number === notMeasured ? 0 : number;
}
