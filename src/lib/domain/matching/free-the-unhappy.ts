import { buildFront } from './build-front.ts';
import { intAt, numberAt } from './cells.ts';
import { free, leave, pinned, setFree, valueOfNone, type Solver } from './solver.ts';

/** Frees everybody who would like something else better at present prices, however little: what stays is exactly right. */
export function freeTheUnhappy(solver: Solver): void {
  const { coachOf, scoreOf, price, instance } = solver;
  for (let coachee = instance.coachees - 1; coachee >= 0; coachee -= 1) {
    const coach = intAt(coachOf, coachee);
    if (coach === free || coach === pinned) continue;
    const isMatched = coach < instance.coaches;
    const value = isMatched ? intAt(scoreOf, coachee) - numberAt(price, coach) : valueOfNone(solver);
    if (value >= bestValue(solver, coachee)) continue;
    if (isMatched) leave(solver, coachee);
    setFree(solver, coachee);
  }
}

/** What the best choice of a coachee is worth at present prices. */
function bestValue(solver: Solver, coachee: number): number {
  const { size, bound } = solver.fronts;
  const found = intAt(size, coachee) === -1 ? -Infinity : scan(solver, coachee);
  if (intAt(size, coachee) !== -1 && found >= numberAt(bound, coachee)) return found;
  buildFront(solver, coachee);
  return scan(solver, coachee);
}

function scan(solver: Solver, coachee: number): number {
  const { coach, score, value, size, width } = solver.fronts;
  const { price } = solver;
  const end = coachee * width + intAt(size, coachee);
  let best = valueOfNone(solver);
  for (let at = coachee * width; at < end && numberAt(value, at) > best; at += 1) {
    const now = intAt(score, at) - numberAt(price, intAt(coach, at));
    if (now > best) best = now;
  }
  return best;
}
