import { auction } from './auction.ts';
import { balance } from './balance.ts';
import { buildFront } from './build-front.ts';
import { intAt, numberAt } from './cells.ts';
import { certify, type Certificate, type Claim } from './certify.ts';
import { chooseFloor, chooseStep, leastStep } from './choose-step.ts';
import { freeTheUnhappy } from './free-the-unhappy.ts';
import { largestScore, pinOf, type Instance } from './instance.ts';
import { settle } from './settle.ts';
import { free, makeSolver, type Solver } from './solver.ts';

/**
 * What is best. `matched`: as many coachees as possible have a coach, then the largest total. `score`: the largest total, where staying
 * unmatched is worth 0. Both then spread coachees over coaches as evenly as that allows.
 */
export type Objective = 'score' | 'matched';

/** The best there is, and its proof. `total`: the sum of the scores of all pairs. `matched`: how many have a coach. */
export type Assignment = Claim & {
  readonly objective: Objective;
  readonly total: number;
  readonly matched: number;
  readonly certificate: Certificate;
};

/**
 * Assigns exactly: nobody can find an assignment that keeps the constraints and is better. Pins must keep them too (`findConflicts`
 * looks). Same instance, same result: coachees bid in the order of the instance, and of equally good coaches the one who comes first
 * in the instance is asked first. Method and sources: docs/methods/matching.md.
 */
export function assign(instance: Instance, objective: Objective): Assignment {
  const solver = solve(instance, objective);
  return describeAssignment(solver, objective);
}

/** As `assign`, but gives the solver, so that what-ifs can go on from there. */
export function solve(instance: Instance, objective: Objective): Solver {
  const solver = makeSolver(instance, worthOfNone(instance, objective));
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    if (pinOf(instance, coachee) === -1) buildFront(solver, coachee);
  }
  const step = chooseStep(solver.fronts);
  const places = solver.places.reduce((sum, open) => sum + open, 0);
  const floor = instance.columns ? null : chooseFloor(solver.fronts, solver.waiting - places, step);
  if (floor !== null) solver.price[instance.coaches] = solver.worth - floor;
  bidDown(solver, step);
  settle(solver);
  balance(solver);
  return solver;
}

/** Each auction of a run has steps so many times smaller than the one before, and no more auctions than this. */
const [shrink, auctions] = [16, 4];
/** An auction gives up after so many steps per coachee; what is left is settled exactly. */
const auctionWork = 400;

/** Auctions with ever smaller steps: each starts from the prices of the one before, and only whoever is not content bids again. */
function bidDown(solver: Solver, first: number): void {
  let step = first;
  for (let round = 0; round < auctions && step >= leastStep; round += 1) {
    auction(solver, step, auctionWork * solver.instance.coachees);
    freeTheUnhappy(solver);
    step /= shrink;
  }
}

/**
 * What staying unmatched is worth: less than all scores together can make good, when everybody counts first. Twice the places, so that
 * it stays enough when a what-if adds some.
 */
function worthOfNone(instance: Instance, objective: Objective): number {
  if (objective === 'score') return 0;
  return -(Math.min(instance.coachees, 2 * countPlaces(instance)) * largestScore(instance) + 1);
}

/** All places there are, of which one coach needs no more than there are coachees. */
export function countPlaces({ capacities, coachees }: Instance): number {
  return capacities.reduce((sum, capacity) => sum + Math.min(capacity, coachees), 0);
}

/** Reads the result from a solver that is done, and certifies it. */
export function describeAssignment(solver: Solver, objective: Objective): Assignment {
  const { instance, price, worth } = solver;
  const { coachees, coaches } = instance;
  const coachOf = new Int32Array(coachees).fill(free);
  for (let coachee = 0; coachee < coachees; coachee += 1) {
    const coach = intAt(solver.coachOf, coachee);
    coachOf[coachee] = coach >= 0 && coach < coaches ? coach : pinOf(instance, coachee);
  }
  const none = numberAt(price, coaches);
  const prices = Float64Array.from({ length: coaches }, (_, coach) => Math.max(0, numberAt(price, coach) - none));
  const certificate = certify(instance, { coachOf, prices, worth });
  const matched = coachOf.reduce((sum, coach) => sum + Number(coach !== -1), 0);
  const total = certificate.value - (worth === 0 ? 0 : worth * (coachees - matched));
  return { objective, total, matched, coachOf, prices, worth, certificate };
}
