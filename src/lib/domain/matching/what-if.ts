import { countPlaces } from './assign.ts';
import { balance } from './balance.ts';
import { buildFront } from './build-front.ts';
import { intAt } from './cells.ts';
import { forbidden, pinOf, rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';
import { settle } from './settle.ts';
import { leave, pinned, setFree, type Solver } from './solver.ts';

/** One thing that could be otherwise. `places`: the capacity a coach would have, 0 or more. */
export type Edit =
  | { readonly kind: 'capacity'; readonly coach: number; readonly places: number }
  | { readonly kind: 'forbid'; readonly coachee: number; readonly coach: number }
  | { readonly kind: 'pin'; readonly coachee: number; readonly coach: number };

/** What would then be best. `moved`: the coachees who would have another coach than now, or none, in the order of the instance. */
export type Outcome = {
  readonly total: number;
  readonly matched: number;
  readonly coachOf: Int32Array;
  readonly moved: readonly number[];
};

/**
 * What would be best after one edit, exactly, from where the solver (`solve`) stands: only the ways that the edit opens are searched.
 * The solver stays as it is. Throws on a pin that cannot be kept, and on more than twice the places there were: solve anew for those.
 */
export function whatIf(solver: Solver, edit: Edit): Outcome {
  const before = readCoaches(solver);
  const tried = copySolver(solver);
  if (edit.kind === 'capacity') return changeCapacity(tried, edit, before);
  if (edit.kind === 'pin') return pin(tried, edit, before);
  return withoutPair(tried, edit, before);
}

function copySolver(solver: Solver): Solver {
  const { instance, fronts } = solver;
  const pins = instance.pins ?? new Int32Array(instance.coachees).fill(-1);
  return {
    ...solver,
    instance: { ...instance, capacities: instance.capacities.slice(), pins: pins.slice() },
    places: solver.places.slice(),
    price: solver.price.slice(),
    coachOf: solver.coachOf.slice(),
    scoreOf: solver.scoreOf.slice(),
    bid: solver.bid.slice(),
    head: solver.head.slice(),
    next: solver.next.slice(),
    previous: solver.previous.slice(),
    count: solver.count.slice(),
    queue: solver.queue.slice(),
    fronts: {
      ...fronts,
      coach: fronts.coach.slice(),
      score: fronts.score.slice(),
      value: fronts.value.slice(),
      size: fronts.size.slice(),
      bound: fronts.bound.slice()
    }
  };
}

type CapacityEdit = Extract<Edit, { kind: 'capacity' }>;
type PairEdit = Exclude<Edit, CapacityEdit>;

function changeCapacity(solver: Solver, { coach, places }: CapacityEdit, before: Int32Array): Outcome {
  const { instance } = solver;
  const most = Math.max(1, 2 * countPlaces(instance));
  const taken = pinnedTo(solver, coach);
  instance.capacities[coach] = places;
  if (countPlaces(instance) > most) throw new RangeError(`whatIf wants at most ${most} places, got ${countPlaces(instance)}`);
  if (places < taken) throw new RangeError(`whatIf wants room for ${taken} pinned coachees, got ${places}`);
  solver.places[coach] = Math.min(places, instance.coachees + 1) - taken;
  makeRoom(solver, coach);
  return finish(solver, before);
}

function pinnedTo({ instance }: Solver, coach: number): number {
  let taken = 0;
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) if (pinOf(instance, coachee) === coach) taken += 1;
  return taken;
}

/** Who has to leave a coach that became too small is free again, and looks for the best there is. */
function makeRoom(solver: Solver, coach: number): void {
  const { count, places, head } = solver;
  while (intAt(count, coach) > intAt(places, coach)) {
    const coachee = intAt(head, coach);
    leave(solver, coachee);
    setFree(solver, coachee);
  }
}

function pin(solver: Solver, { coachee, coach }: PairEdit, before: Int32Array): Outcome {
  const { instance, places, coachOf } = solver;
  if (scoreOfPair(instance, coachee, coach) < 0) throw new RangeError(`whatIf wants a pair that can be, got ${coachee} with ${coach}`);
  release(solver, coachee);
  if (intAt(places, coach) === 0) throw new RangeError(`whatIf wants a coach with a place, got ${coach}`);
  if (instance.pins) instance.pins[coachee] = coach;
  coachOf[coachee] = pinned;
  places[coach] = intAt(places, coach) - 1;
  makeRoom(solver, coach);
  return finish(solver, before);
}

/** Takes a coachee from wherever they are, a pin included. */
function release(solver: Solver, coachee: number): void {
  const { instance, places, coachOf } = solver;
  const own = pinOf(instance, coachee);
  if (own !== -1) places[own] = intAt(places, own) + 1;
  else if (intAt(coachOf, coachee) < instance.coaches) leave(solver, coachee);
}

/** The score is put back at the end: solvers share the scores. */
function withoutPair(solver: Solver, { coachee, coach }: PairEdit, before: Int32Array): Outcome {
  const { instance } = solver;
  if (pinOf(instance, coachee) === coach) throw new RangeError(`whatIf wants a pair that is not pinned, got ${coachee} with ${coach}`);
  const entry = entryOf(instance, coachee, coach);
  if (entry === -1) return finish(solver, before);
  const score = intAt(instance.scores, entry);
  instance.scores[entry] = forbidden;
  try {
    buildFront(solver, coachee);
    if (intAt(solver.coachOf, coachee) === coach) {
      leave(solver, coachee);
      setFree(solver, coachee);
    }
    return finish(solver, before);
  } finally {
    instance.scores[entry] = score;
  }
}

function entryOf(instance: Instance, coachee: number, coach: number): number {
  const { columns, coaches } = instance;
  if (!columns) return coachee * coaches + coach;
  const start = rowStart(instance, coachee);
  const at = columns.subarray(start, rowEnd(instance, coachee)).indexOf(coach);
  return at === -1 ? -1 : start + at;
}

function finish(solver: Solver, before: Int32Array): Outcome {
  settle(solver);
  balance(solver);
  const coachOf = readCoaches(solver);
  const moved: number[] = [];
  let total = 0;
  let matched = 0;
  for (let coachee = 0; coachee < coachOf.length; coachee += 1) {
    const coach = intAt(coachOf, coachee);
    if (coach !== intAt(before, coachee)) moved.push(coachee);
    if (coach === -1) continue;
    matched += 1;
    total += scoreOfPair(solver.instance, coachee, coach);
  }
  return { total, matched, coachOf, moved };
}

function readCoaches({ instance, coachOf }: Solver): Int32Array {
  return coachOf.map((coach, coachee) => (coach >= 0 && coach < instance.coaches ? coach : pinOf(instance, coachee)));
}
