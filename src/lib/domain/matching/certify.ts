import { intAt, numberAt } from './cells.ts';
import { pinOf, rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';

/** Who is with whom, and what each place costs: all that is needed to prove that no other result is better. */
export type Claim = {
  /** Per coachee the coach, or -1 for unmatched. */
  readonly coachOf: Int32Array;
  /** Per coach the price of a place, 0 or more: the most that one more place there would add to the value. */
  readonly prices: Float64Array;
  /** What staying unmatched is worth: 0, or far below 0 when everybody counts first. */
  readonly worth: number;
};

/**
 * The proof. `value`: the scores of all pairs plus `worth` for each unmatched. `bound`: no assignment that keeps the constraints can
 * be worth more (weak duality: each coachee's best choice at these prices, plus the price of every place). `proven`: the claim keeps
 * all constraints and reaches the bound, to the last unit. `gains`: per coachee the value of the best choice; of a pinned one, who has no
 * other, score - price. So bound = the sum of all gains + the sum of places x price, pins or not.
 */
export type Certificate = {
  readonly value: number;
  readonly bound: number;
  readonly proven: boolean;
  readonly gains: Float64Array;
};

/** Checks a claim from nothing but the instance: reads every score once, and trusts no step of the solver. */
export function certify(instance: Instance, claim: Claim): Certificate {
  const gains = new Float64Array(instance.coachees);
  let bound = placesAtPrice(instance, claim);
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const pin = pinOf(instance, coachee);
    const ofPin = pin === -1 ? 0 : scoreOfPair(instance, coachee, pin);
    gains[coachee] = pin === -1 ? bestGain(instance, claim, coachee) : ofPin - numberAt(claim.prices, pin);
    bound += pin === -1 ? numberAt(gains, coachee) : ofPin;
  }
  const value = valueOfClaim(instance, claim);
  return { value, bound, proven: value === bound && keepsConstraints(instance, claim), gains };
}

/** Places times price, of the places that pins have left: what a pin takes off here its gain takes off too, so sums stay small and whole. */
function placesAtPrice(instance: Instance, { prices }: Claim): number {
  const { coachees, coaches } = instance;
  const left = Int32Array.from(instance.capacities);
  for (let coachee = 0; coachee < coachees; coachee += 1) {
    const pin = pinOf(instance, coachee);
    if (pin !== -1) left[pin] = intAt(left, pin) - 1;
  }
  let sum = 0;
  for (let coach = 0; coach < coaches; coach += 1) sum += intAt(left, coach) * numberAt(prices, coach);
  return sum;
}

function bestGain(instance: Instance, { prices, worth }: Claim, coachee: number): number {
  const { scores, columns } = instance;
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  let best = worth;
  for (let entry = start; entry < end; entry += 1) {
    const score = intAt(scores, entry);
    const gain = score - numberAt(prices, columns ? intAt(columns, entry) : entry - start);
    if (gain > best && score >= 0) best = gain;
  }
  return best;
}

/** The scores of all pairs, plus the worth of everybody who is unmatched. */
function valueOfClaim(instance: Instance, { coachOf, worth }: Pick<Claim, 'coachOf' | 'worth'>): number {
  let value = 0;
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const coach = intAt(coachOf, coachee);
    value += coach === -1 ? worth : scoreOfPair(instance, coachee, coach);
  }
  return value;
}

function keepsConstraints(instance: Instance, { coachOf, prices }: Claim): boolean {
  const left = Int32Array.from(instance.capacities);
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const coach = intAt(coachOf, coachee);
    const pin = pinOf(instance, coachee);
    if (pin !== -1 && pin !== coach) return false;
    if (coach === -1) continue;
    if (scoreOfPair(instance, coachee, coach) < 0) return false;
    left[coach] = intAt(left, coach) - 1;
  }
  return left.every((places) => places >= 0) && prices.every((price) => price >= 0);
}
