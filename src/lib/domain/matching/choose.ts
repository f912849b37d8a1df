import { intAt, numberAt } from './cells.ts';
import type { Favour, PairOfTwo } from './favour.ts';
import { pinOf, rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';
import { makeWishList, takeWish, type WishList } from './wish-list.ts';

/** The result of choosing. `coachOf`: per coachee the coach, or -1. `total`: the sum of scores. `proposals`: how often somebody asked. */
export type Choice = {
  readonly coachOf: Int32Array;
  readonly total: number;
  readonly matched: number;
  readonly proposals: number;
};

/** Who a coach holds for now, the least favoured first, as a linked list. */
type Holding = {
  readonly instance: Instance;
  readonly wishes: WishList;
  readonly favour: Favour;
  readonly pair: PairOfTwo;
  readonly places: Int32Array;
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly held: Float64Array;
  readonly coachOf: Int32Array;
};

/**
 * Coachees choose: each asks the coach liked best, a coach keeps whom it favours most as far as there is room, and who was let go asks
 * the next (deferred acceptance; Gale & Shapley 1962). The result is the best that every coachee can have without two people who would
 * both rather have each other, and it is the only such result: equals are ordered by the instance. Scores are the coachee's wishes;
 * pinned pairs are taken out first, with their place.
 */
export function choose(instance: Instance, favour: Favour): Choice {
  const holding = makeHolding(instance, favour);
  const asking = new Int32Array(instance.coachees);
  let waiting = 0;
  for (let coachee = instance.coachees - 1; coachee >= 0; coachee -= 1) {
    if (pinOf(instance, coachee) !== -1) continue;
    asking[waiting] = coachee;
    waiting += 1;
  }
  let proposals = 0;
  while (waiting > 0) {
    const coachee = intAt(asking, waiting - 1);
    const letGo = ask(holding, coachee);
    proposals += 1;
    if (letGo === -1) waiting -= 1;
    else asking[waiting - 1] = letGo;
  }
  return describeChoice(holding, proposals);
}

function makeHolding(instance: Instance, favour: Favour): Holding {
  const { coachees, coaches } = instance;
  const places = Int32Array.from(instance.capacities);
  const coachOf = new Int32Array(coachees).fill(-1);
  for (let coachee = 0; coachee < coachees; coachee += 1) {
    const pin = pinOf(instance, coachee);
    if (pin === -1) continue;
    coachOf[coachee] = pin;
    places[pin] = intAt(places, pin) - 1;
  }
  return {
    instance,
    wishes: makeWishList(instance),
    favour,
    pair: { score: 0, coachee: 0, coach: 0 },
    places,
    head: new Int32Array(coaches).fill(-1),
    next: new Int32Array(coachees).fill(-1),
    held: new Float64Array(coachees),
    coachOf
  };
}

/** One coachee asks one coach. Gives who has to ask next: the coachee again, somebody who was let go, or -1 for nobody. */
function ask(holding: Holding, coachee: number): number {
  const { instance, wishes, pair, places, head, held, coachOf } = holding;
  const wished = takeWish(instance, wishes, coachee);
  if (wished === -1) return -1;
  const { coaches } = instance;
  pair.score = Math.floor(wished / coaches);
  pair.coach = coaches - 1 - (wished - pair.score * coaches);
  pair.coachee = coachee;
  const { coach } = pair;
  const room = intAt(places, coach);
  const favoured = holding.favour(pair);
  if (room > 0) {
    places[coach] = room - 1;
    hold(holding, pair, favoured);
    return -1;
  }
  const least = intAt(head, coach);
  if (least === -1 || !isFavoured({ favoured, coachee }, { favoured: numberAt(held, least), coachee: least })) return coachee;
  head[coach] = intAt(holding.next, least);
  coachOf[least] = -1;
  hold(holding, pair, favoured);
  return least;
}

type Favoured = { readonly favoured: number; readonly coachee: number };

function isFavoured(one: Favoured, other: Favoured): boolean {
  return one.favoured > other.favoured || (one.favoured === other.favoured && one.coachee < other.coachee);
}

function hold({ head, next, held, coachOf }: Holding, { coachee, coach }: PairOfTwo, favoured: number): void {
  let before = -1;
  let after = intAt(head, coach);
  while (after !== -1 && isFavoured({ favoured, coachee }, { favoured: numberAt(held, after), coachee: after })) {
    before = after;
    after = intAt(next, after);
  }
  next[coachee] = after;
  if (before === -1) head[coach] = coachee;
  else next[before] = coachee;
  held[coachee] = favoured;
  coachOf[coachee] = coach;
}

function describeChoice({ instance, coachOf }: Holding, proposals: number): Choice {
  let total = 0;
  let matched = 0;
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const coach = intAt(coachOf, coachee);
    if (coach === -1) continue;
    total += scoreOfPair(instance, coachee, coach);
    matched += 1;
  }
  return { coachOf, total, matched, proposals };
}

/**
 * How many pairs would both rather have each other than what the choice gives them; 0 proves that it is stable. Reads every pair,
 * trusts no step of `choose`, and leaves pinned people out.
 */
export function countBlockingPairs(instance: Instance, favour: Favour, coachOf: Int32Array): number {
  const least = leastFavoured(instance, favour, coachOf);
  let blocking = 0;
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    if (pinOf(instance, coachee) !== -1) continue;
    blocking += countBlocking({ instance, favour, least }, coachee, intAt(coachOf, coachee));
  }
  return blocking;
}

type Least = { readonly favoured: Float64Array; readonly coachee: Int32Array };

/** Per coach the least favoured who is there: with a free place nobody, so that anybody is favoured more. */
function leastFavoured(instance: Instance, favour: Favour, coachOf: Int32Array): Least {
  const left = Int32Array.from(instance.capacities);
  const favoured = new Float64Array(instance.coaches).fill(Infinity);
  const least = { favoured, coachee: new Int32Array(instance.coaches) };
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const coach = intAt(coachOf, coachee);
    if (coach === -1) continue;
    left[coach] = intAt(left, coach) - 1;
    if (pinOf(instance, coachee) !== -1) continue;
    const now = favour({ score: scoreOfPair(instance, coachee, coach), coachee, coach });
    if (isFavoured({ favoured: numberAt(favoured, coach), coachee: intAt(least.coachee, coach) }, { favoured: now, coachee })) {
      favoured[coach] = now;
      least.coachee[coach] = coachee;
    }
  }
  left.forEach((places, coach) => {
    if (places > 0) favoured[coach] = -1;
  });
  return least;
}

type Judge = { readonly instance: Instance; readonly favour: Favour; readonly least: Least };

function countBlocking({ instance, favour, least }: Judge, coachee: number, own: number): number {
  const { scores, columns } = instance;
  const start = rowStart(instance, coachee);
  const end = rowEnd(instance, coachee);
  const ownScore = own === -1 ? -1 : scoreOfPair(instance, coachee, own);
  let blocking = 0;
  for (let entry = start; entry < end; entry += 1) {
    const score = intAt(scores, entry);
    const coach = columns ? intAt(columns, entry) : entry - start;
    if (score < ownScore || score < 0 || (score === ownScore && coach >= own)) continue;
    const asked = { favoured: favour({ score, coachee, coach }), coachee };
    if (isFavoured(asked, { favoured: numberAt(least.favoured, coach), coachee: intAt(least.coachee, coach) })) blocking += 1;
  }
  return blocking;
}
