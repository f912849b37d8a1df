import { intAt, numberAt } from './cells.ts';
import { makeFronts, type Fronts } from './fronts.ts';
import { pinOf, type Instance } from './instance.ts';
import { makeSearch, type Search } from './search.ts';

/**
 * The assignment while it is being made. All arrays are made once; nothing is allocated while solving.
 *
 * `price[j]`: what a place with coach j costs; `price[coaches]`: what staying unmatched costs, so the sink of all flow. Prices
 * only ever rise. `worth` is the score of staying unmatched. `coachOf[i]`: a coach, `coaches` when unmatched, `free` or `pinned`.
 * `head`, `next`, `previous`: who is with a coach, as a linked list. `queue[0..waiting)`: the free coachees.
 */
export type Solver = {
  readonly instance: Instance;
  readonly worth: number;
  readonly places: Int32Array;
  readonly price: Float64Array;
  readonly coachOf: Int32Array;
  readonly scoreOf: Int32Array;
  readonly bid: Float64Array;
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly count: Int32Array;
  readonly queue: Int32Array;
  readonly fronts: Fronts;
  readonly search: Search;
  waiting: number;
};

/** In `coachOf`: has no place yet. */
export const free = -1;
/** In `coachOf`: was fixed beforehand and does not take part. */
export const pinned = -2;

/** A solver in which all prices are 0 and everybody who was not pinned is free. `worth`: the score of staying unmatched. */
export function makeSolver(instance: Instance, worth: number): Solver {
  const { coachees, coaches } = instance;
  const solver: Solver = {
    instance,
    worth,
    places: Int32Array.from(instance.capacities, (capacity) => Math.min(capacity, coachees + 1)),
    price: new Float64Array(coaches + 1),
    coachOf: new Int32Array(coachees).fill(free),
    scoreOf: new Int32Array(coachees),
    bid: new Float64Array(coachees),
    head: new Int32Array(coaches).fill(-1),
    next: new Int32Array(coachees).fill(-1),
    previous: new Int32Array(coachees).fill(-1),
    count: new Int32Array(coaches),
    queue: new Int32Array(coachees),
    fronts: makeFronts(instance),
    search: makeSearch(coachees, coaches),
    waiting: 0
  };
  for (let coachee = coachees - 1; coachee >= 0; coachee -= 1) takeIn(solver, coachee);
  solver.places.forEach((places, coach) => {
    if (places === 0) solver.price[coach] = closedPrice(solver);
  });
  return solver;
}

function takeIn(solver: Solver, coachee: number): void {
  const coach = pinOf(solver.instance, coachee);
  if (coach === -1) {
    setFree(solver, coachee);
  } else {
    solver.coachOf[coachee] = pinned;
    solver.places[coach] = intAt(solver.places, coach) - 1;
  }
}

/** Puts a coachee who has no place on the queue. */
export function setFree(solver: Solver, coachee: number): void {
  solver.coachOf[coachee] = free;
  solver.queue[solver.waiting] = coachee;
  solver.waiting += 1;
}

/** Gives a coachee who is with nobody a place with a coach. */
export function join(solver: Solver, coachee: number, coach: number): void {
  const { head, next, previous, count, coachOf } = solver;
  const first = intAt(head, coach);
  next[coachee] = first;
  previous[coachee] = -1;
  if (first !== -1) previous[first] = coachee;
  head[coach] = coachee;
  count[coach] = intAt(count, coach) + 1;
  coachOf[coachee] = coach;
}

/** Takes a coachee away from the coach; afterwards the coachee is with nobody. */
export function leave(solver: Solver, coachee: number): void {
  const { head, next, previous, count, coachOf } = solver;
  const coach = intAt(coachOf, coachee);
  const before = intAt(previous, coachee);
  const after = intAt(next, coachee);
  if (before === -1) head[coach] = after;
  else next[before] = after;
  if (after !== -1) previous[after] = before;
  count[coach] = intAt(count, coach) - 1;
  coachOf[coachee] = free;
}

/** What a place costs with a coach who has none: more than any pair can be worth above staying unmatched. */
function closedPrice({ worth }: Solver): number {
  return 4_000_000 - 2 * worth;
}

/** What staying unmatched is worth at present prices. */
export function valueOfNone({ worth, price, instance }: Solver): number {
  return worth - numberAt(price, instance.coaches);
}
