import { intAt } from './cells.ts';
import { scoreOfPair } from './instance.ts';
import { viaSink } from './search.ts';
import { join, leave, type Solver } from './solver.ts';

/** Moves everybody along the way that was found, from its end back to the coachee `source` (-1: the sink). */
export function moveAlong(solver: Solver, end: number, source: number): void {
  const { coachees, coaches } = solver.instance;
  for (let node = end; node !== arrived;) {
    const from = intAt(solver.search.from, node);
    if (from === viaSink) node = node === coaches ? arrived : coaches;
    else if (from >= coachees) node = from - coachees;
    else node = from === source ? comeFrom(solver, from, node) : moveTo(solver, from, node);
  }
}

const arrived = -1;

/** The one who looked for a place comes to it. */
function comeFrom(solver: Solver, coachee: number, node: number): typeof arrived {
  moveTo(solver, coachee, node);
  return arrived;
}

/** Gives where the coachee was before. */
function moveTo(solver: Solver, coachee: number, node: number): number {
  const { coachOf, scoreOf, instance } = solver;
  const before = intAt(coachOf, coachee);
  if (before >= 0 && before < instance.coaches) leave(solver, coachee);
  if (node === instance.coaches) {
    coachOf[coachee] = node;
    scoreOf[coachee] = 0;
    return before;
  }
  join(solver, coachee, node);
  scoreOf[coachee] = scoreOfPair(instance, coachee, node);
  return before;
}
