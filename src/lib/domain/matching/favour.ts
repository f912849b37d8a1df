/**
 * How much a coach favours a coachee who chooses this coach: higher comes first; of equals, the coachee who comes first in the
 * instance. Whole, 0 or more.
 */
export type Favour = (pair: PairOfTwo) => number;

/** A coachee and a coach, and the score of the two. */
export type PairOfTwo = { score: number; coachee: number; coach: number };

const lot = 1_000_003;

/**
 * The published lot, for when coaches do not say whom they prefer: (score x 7919 + coachee x 104729 + coach x 1299709) mod 1000003.
 * Everybody can check it with a pencil, nobody can bend it, and it ranks no people: with another coach the order is another.
 */
export function drawnByLot({ score, coachee, coach }: PairOfTwo): number {
  const sum = score * 7919 + coachee * 104_729 + coach * 1_299_709;
  return sum - Math.floor(sum / lot) * lot;
}
