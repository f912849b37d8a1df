import { intAt, numberAt } from './cells.ts';
import { dropNearest, makeHeap, push } from './heap.ts';
import { rowEnd, rowStart, scoreOfPair } from './instance.ts';
import { join, leave, type Solver } from './solver.ts';

/** One search over coaches; `from[j]`: the coachee who would move to coach j. `seen` says in which search, `done` is for ever. */
type Walk = { readonly queue: Int32Array; readonly from: Int32Array; readonly seen: Int32Array; round: number; length: number };

const done = -1;

/**
 * Spreads coachees as evenly as can be without losing a unit of score: the sum of the squared numbers of coachees per coach becomes
 * the least there is. Moves go along choices that are exactly as good, from a coach with more to one with at least two fewer
 * (semi-matching: no such way is left if and only if the load is best; Harvey and others 2006).
 */
export function balance(solver: Solver): void {
  const { coaches } = solver.instance;
  const walk: Walk = {
    queue: new Int32Array(coaches),
    from: new Int32Array(coaches),
    seen: new Int32Array(coaches),
    round: 0,
    length: 0
  };
  raiseToNone(solver);
  const busiest = makeHeap(coaches + 1);
  for (let coach = 0; coach < coaches; coach += 1) if (mayHaveFewer(solver, coach)) push(busiest, -loadOf(solver, coach), coach);
  while (busiest.size > 0) {
    const load = -numberAt(busiest.far, 0);
    const coach = intAt(busiest.node, 0);
    dropNearest(busiest);
    if (load < 2) return;
    if (loadOf(solver, coach) !== load || intAt(walk.seen, coach) === done) continue;
    const end = findLessBusy(solver, walk, coach);
    if (end === -1) continue;
    moveOver(solver, walk, { start: coach, end });
    push(busiest, 1 - load, coach);
    push(busiest, -loadOf(solver, end), end);
  }
}

/** A coach with nobody may have become cheaper than staying unmatched; a price is never below nothing. */
function raiseToNone({ price, instance }: Solver): void {
  const none = numberAt(price, instance.coaches);
  for (let coach = 0; coach < instance.coaches; coach += 1) if (numberAt(price, coach) < none) price[coach] = none;
}

/** How many are with a coach, those who were pinned included. */
function loadOf({ count, places, instance }: Solver, coach: number): number {
  const pinnedThere = Math.min(intAt(instance.capacities, coach), instance.coachees + 1) - intAt(places, coach);
  return intAt(count, coach) + pinnedThere;
}

/** Only where places cost nothing may one stay empty. */
function mayHaveFewer({ price, instance, count }: Solver, coach: number): boolean {
  return intAt(count, coach) > 0 && numberAt(price, coach) <= numberAt(price, instance.coaches);
}

/** The least busy coach within reach who has at least two fewer; -1 when none, and then nobody in reach need be looked at again. */
function findLessBusy(solver: Solver, walk: Walk, start: number): number {
  walk.round += 1;
  walk.length = 0;
  visit(walk, start, -1);
  let found = -1;
  let least = loadOf(solver, start) - 1;
  for (let at = 0; at < walk.length; at += 1) {
    const coach = intAt(walk.queue, at);
    const load = loadOf(solver, coach);
    if (load < least && intAt(solver.count, coach) < intAt(solver.places, coach)) {
      least = load;
      found = coach;
    }
    spread(solver, walk, coach);
  }
  if (found === -1) for (let at = 0; at < walk.length; at += 1) walk.seen[intAt(walk.queue, at)] = done;
  return found;
}

function visit(walk: Walk, coach: number, coachee: number): void {
  walk.seen[coach] = walk.round;
  walk.from[coach] = coachee;
  walk.queue[walk.length] = coach;
  walk.length += 1;
}

function spread(solver: Solver, walk: Walk, coach: number): void {
  const { head, next } = solver;
  for (let coachee = intAt(head, coach); coachee !== -1; coachee = intAt(next, coachee)) visitEquals(solver, walk, coachee);
}

/** Visits every coach who is exactly as good for this coachee as the present one. */
function visitEquals(solver: Solver, walk: Walk, coachee: number): void {
  const { fronts, scoreOf, coachOf, price } = solver;
  const value = intAt(scoreOf, coachee) - numberAt(price, intAt(coachOf, coachee));
  if (numberAt(fronts.bound, coachee) >= value || intAt(fronts.size, coachee) === -1) {
    visitEqualsOfRow(solver, walk, coachee);
    return;
  }
  const end = coachee * fronts.width + intAt(fronts.size, coachee);
  for (let at = coachee * fronts.width; at < end && numberAt(fronts.value, at) >= value; at += 1) {
    const coach = intAt(fronts.coach, at);
    if (intAt(fronts.score, at) - numberAt(price, coach) === value) visitNew(walk, coach, coachee);
  }
}

function visitEqualsOfRow({ instance, scoreOf, coachOf, price }: Solver, walk: Walk, coachee: number): void {
  const { scores, columns } = instance;
  const value = intAt(scoreOf, coachee) - numberAt(price, intAt(coachOf, coachee));
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  for (let entry = start; entry < end; entry += 1) {
    const coach = columns ? intAt(columns, entry) : entry - start;
    const score = intAt(scores, entry);
    if (score >= 0 && score - numberAt(price, coach) === value) visitNew(walk, coach, coachee);
  }
}

function visitNew(walk: Walk, coach: number, coachee: number): void {
  const seen = intAt(walk.seen, coach);
  if (seen !== walk.round && seen !== done) visit(walk, coach, coachee);
}

function moveOver(solver: Solver, walk: Walk, { start, end }: { readonly start: number; readonly end: number }): void {
  for (let coach = end; coach !== start;) {
    const coachee = intAt(walk.from, coach);
    const before = intAt(solver.coachOf, coachee);
    leave(solver, coachee);
    join(solver, coachee, coach);
    solver.scoreOf[coachee] = scoreOfPair(solver.instance, coachee, coach);
    coach = before;
  }
}
