import { intAt, numberAt } from './cells.ts';
import type { Fronts } from './fronts.ts';
import { largestOfRank } from './select.ts';

/** A share of the mean gap between neighbours in the fronts. Anything within four times of it is nearly as fast. */
const share = 0.4;
const most = 2 ** 30;

/** No bid is smaller: prices stay exact in sixteenths. */
export const leastStep = 1 / 16;

/**
 * How much more than needed is bid at first in the auction: a power of two, so that prices stay exact, from 1/16 up. It changes how fast the
 * best is found, never what it is.
 */
export function chooseStep(fronts: Fronts): number {
  const { size, value, width } = fronts;
  let gaps = 0;
  let fall = 0;
  for (let coachee = 0; coachee < size.length; coachee += 1) {
    const last = coachee * width + countOpen(fronts, coachee) - 1;
    if (last <= coachee * width) continue;
    gaps += last - coachee * width;
    fall += numberAt(value, coachee * width) - numberAt(value, last);
  }
  if (fall === 0) return leastStep;
  return Math.min(most, Math.max(leastStep, 2 ** Math.round(Math.log2((share * fall) / gaps))));
}

/** At the beginning a coach with a place costs nothing, so only one without is worth less than nothing. */
function countOpen({ size, value, width }: Fronts, coachee: number): number {
  let length = intAt(size, coachee);
  while (length > 0 && numberAt(value, coachee * width + length - 1) < 0) length -= 1;
  return length;
}

/** Below the best choice of whoever comes last, so many bids deep, staying unmatched is as good: prices need not climb from nothing. */
const depth = 70;

/**
 * What staying unmatched is worth at the beginning when there are fewer places than free coachees: a little less than it will turn out
 * to be, for then as many will prefer it as have to. Null when there are places enough. It changes how fast the best is found, never
 * what it is.
 */
export function chooseFloor({ size, value, width }: Fronts, lacking: number, step: number): number | null {
  if (lacking <= 0) return null;
  const best = Float64Array.from(size, (length, coachee) => (length > 0 ? numberAt(value, coachee * width) : 0));
  const rank = Math.max(1, best.length - lacking);
  return Math.max(0, largestOfRank(best, best.length, rank) - depth * step);
}
