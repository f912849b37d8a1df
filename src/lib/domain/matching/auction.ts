import { buildFront } from './build-front.ts';
import { intAt, numberAt } from './cells.ts';
import { join, leave, setFree, valueOfNone, type Solver } from './solver.ts';

/** What a coachee likes best at present: `coach` (or `coaches` for none), its `score`, its `value` and that of the runner-up. */
export type Best = { coach: number; score: number; readonly values: Float64Array };

/** Room for what `findBest` finds; `values[0]` of the best, `values[1]` of the runner-up. */
export function makeBest(): Best {
  return { coach: -1, score: 0, values: new Float64Array(2) };
}

/**
 * Lets free coachees bid for places until nobody is free or the work is used up (what is left is settled exactly later). A coach
 * keeps the highest bids; once full, a place costs the lowest of them. `step`: how much more than needed is bid.
 */
export function auction(solver: Solver, step: number, work: number): void {
  const best = makeBest();
  let left = work;
  while (solver.waiting > 0 && left > 0) {
    solver.waiting -= 1;
    const coachee = intAt(solver.queue, solver.waiting);
    findBest(solver, coachee, best);
    if (best.coach === solver.instance.coaches) solver.coachOf[coachee] = best.coach;
    else left -= settleBid(solver, coachee, { best, step });
  }
}

/**
 * Looks in the front, and looks the front up again when something outside might be best. What is outside counts as the runner-up when
 * it might be: whoever bids a little less than possible bids again sooner, which costs less than looking up.
 */
export function findBest(solver: Solver, coachee: number, best: Best): void {
  const { size, bound } = solver.fronts;
  if (intAt(size, coachee) === -1) buildFront(solver, coachee);
  scanFront(solver, coachee, best);
  if (numberAt(best.values, 0) < numberAt(bound, coachee)) {
    buildFront(solver, coachee);
    scanFront(solver, coachee, best);
  }
  if (numberAt(best.values, 1) < numberAt(bound, coachee)) best.values[1] = numberAt(bound, coachee);
}

function scanFront(solver: Solver, coachee: number, best: Best): void {
  const { coach, score, value, size, width } = solver.fronts;
  const { price, instance } = solver;
  let first = valueOfNone(solver);
  let second = -Infinity;
  let found = -1;
  const end = coachee * width + intAt(size, coachee);
  for (let at = coachee * width; at < end && numberAt(value, at) > second; at += 1) {
    const now = intAt(score, at) - numberAt(price, intAt(coach, at));
    if (now > first || (now === first && found === -1)) {
      second = first;
      first = now;
      found = at;
    } else if (now > second) second = now;
  }
  best.coach = found === -1 ? instance.coaches : intAt(coach, found);
  best.score = found === -1 ? 0 : intAt(score, found);
  best.values[0] = first;
  best.values[1] = second;
}

type Offer = { readonly best: Best; readonly step: number };

/** Gives the place to the bidder; when the coach is full, the lowest bid leaves. Gives how much work that was. */
function settleBid(solver: Solver, coachee: number, { best, step }: Offer): number {
  const { price, bid, count, places, scoreOf } = solver;
  const { coach, score, values } = best;
  const room = intAt(places, coach);
  const ask = numberAt(values, 1);
  bid[coachee] = (ask === -Infinity ? numberAt(price, coach) : score - ask) + step;
  scoreOf[coachee] = score;
  if (intAt(count, coach) === room) {
    const lowest = lowestBidder(solver, coach);
    leave(solver, lowest);
    setFree(solver, lowest);
  }
  join(solver, coachee, coach);
  if (intAt(count, coach) === room) price[coach] = Math.max(numberAt(price, coach), numberAt(bid, lowestBidder(solver, coach)));
  return room + 1;
}

/** Who bid least for a place with this coach; of equals, the one who came last. */
function lowestBidder({ head, next, bid }: Solver, coach: number): number {
  let lowest = intAt(head, coach);
  for (let other = intAt(next, lowest); other !== -1; other = intAt(next, other)) {
    if (numberAt(bid, other) < numberAt(bid, lowest)) lowest = other;
  }
  return lowest;
}
