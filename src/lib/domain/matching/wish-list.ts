import { intAt, numberAt } from './cells.ts';
import { rowEnd, rowStart, type Instance } from './instance.ts';

/**
 * What each coachee likes best, a few coaches at a time; more is looked up only when those few have said no.
 * A wish is one number, score x coaches + (coaches - 1 - coach): higher is liked better, and of equals the coach who comes first.
 * `length`: how many stand there now; `at`: which comes next; `last`: the last wish that was looked up.
 */
export type WishList = {
  readonly wish: Float64Array;
  readonly length: Int32Array;
  readonly at: Int32Array;
  readonly last: Float64Array;
};

const width = 8;

/** No wish looked up yet. */
export function makeWishList({ coachees }: Instance): WishList {
  return {
    wish: new Float64Array(coachees * width),
    length: new Int32Array(coachees),
    at: new Int32Array(coachees),
    last: new Float64Array(coachees).fill(Infinity)
  };
}

/** The next wish of a coachee, who does not wish it again; -1 when there is none left. */
export function takeWish(instance: Instance, wishes: WishList, coachee: number): number {
  const { wish, length, at } = wishes;
  if (intAt(at, coachee) === intAt(length, coachee)) lookUp(instance, wishes, coachee);
  const next = intAt(at, coachee);
  if (next === intAt(length, coachee)) return -1;
  at[coachee] = next + 1;
  return numberAt(wish, coachee * width + next);
}

/** The best few below the last; one pass over the row. */
function lookUp(instance: Instance, { wish, length, at, last }: WishList, coachee: number): void {
  const { scores, columns, coaches } = instance;
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  const base = coachee * width;
  const below = numberAt(last, coachee);
  let found = 0;
  let least = -1;
  for (let entry = start; entry < end; entry += 1) {
    const wished = intAt(scores, entry) * coaches + coaches - 1 - (columns ? intAt(columns, entry) : entry - start);
    if (wished <= least || wished >= below || wished < 0) continue;
    found = insert(wish, { base, found }, wished);
    if (found === width) least = numberAt(wish, base + width - 1);
  }
  length[coachee] = found;
  at[coachee] = 0;
  if (found > 0) last[coachee] = numberAt(wish, base + found - 1);
}

/** Puts a wish in its place, highest first; the lowest falls off when there is no room. Gives how many stand there then. */
function insert(wish: Float64Array, { base, found }: { readonly base: number; readonly found: number }, wished: number): number {
  let to = base + Math.min(found, width - 1);
  while (to > base && numberAt(wish, to - 1) < wished) {
    wish[to] = numberAt(wish, to - 1);
    to -= 1;
  }
  wish[to] = wished;
  return Math.min(found + 1, width);
}
