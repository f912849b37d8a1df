import { findBest, makeBest, type Best } from './auction.ts';
import { buildFront } from './build-front.ts';
import { intAt, numberAt } from './cells.ts';
import { dropNearest, push } from './heap.ts';
import { moveAlong } from './move-along.ts';
import { viaSink } from './search.ts';
import { valueOfNone, type Solver } from './solver.ts';

/**
 * What is left to settle: `holes` are places that must be filled because their coach costs more than staying unmatched does.
 * `source`: the coachee who looks for a place, or -1 when it is the sink that must give somebody back.
 */
type Ledger = { holes: number; source: number; readonly best: Best };

/**
 * Settles exactly what the auction left: one cheapest way after another, until nobody is free and no place stands open that must be
 * filled. Expects that everybody who has a place likes nothing better at present prices (`freeTheUnhappy`); keeps that true.
 */
export function settle(solver: Solver): void {
  const ledger: Ledger = { holes: countHoles(solver), source: -1, best: makeBest() };
  while (solver.waiting > 0 || ledger.holes > 0) {
    solver.search.sinkTakes = solver.waiting > ledger.holes;
    ledger.source = solver.waiting > 0 ? takeFirst(solver) : -1;
    begin(solver, ledger);
    const end = walk(solver);
    const didSinkRise = raisePrices(solver, numberAt(solver.search.far, end));
    moveAlong(solver, end, ledger.source);
    putBack(solver);
    if (didSinkRise) ledger.holes = countHoles(solver);
    else if (end !== solver.instance.coaches) ledger.holes -= 1;
  }
}

function takeFirst(solver: Solver): number {
  solver.waiting -= 1;
  return intAt(solver.queue, solver.waiting);
}

/** Places that stand open with coaches who cost more than staying unmatched. */
function countHoles(solver: Solver): number {
  const { count, places, instance } = solver;
  let holes = 0;
  for (let coach = 0; coach < instance.coaches; coach += 1) {
    if (isOverpriced(solver, coach)) holes += intAt(places, coach) - intAt(count, coach);
  }
  return holes;
}

function isOverpriced({ price, instance }: Solver, coach: number): boolean {
  return numberAt(price, coach) > numberAt(price, instance.coaches);
}

function hasRoom({ count, places }: Solver, coach: number): boolean {
  return intAt(count, coach) < intAt(places, coach);
}

function begin(solver: Solver, { source, best }: Ledger): void {
  solver.search.limit[0] = Infinity;
  if (source === -1) {
    reach(solver, solver.instance.coaches, { distance: 0, from: viaSink });
  } else {
    findBest(solver, source, best);
    relaxFront(solver, source, numberAt(best.values, 0));
  }
}

/** Takes the nearest node again and again until it is where a place stands open; gives that node. */
function walk(solver: Solver): number {
  const { search, instance } = solver;
  const { heap, far } = search;
  while (heap.size > 0) {
    const distance = numberAt(heap.far, 0);
    const node = intAt(heap.node, 0);
    dropNearest(heap);
    if (node > instance.coaches) relaxRow(solver, node - instance.coaches - 1, distance);
    if (node > instance.coaches || distance !== numberAt(far, node)) continue;
    if (isEnd(solver, node)) return node;
    settleNode(solver, node, distance);
  }
  throw new RangeError('settle wants a way to an open place, got none');
}

function settleNode(solver: Solver, node: number, distance: number): void {
  const { search, instance } = solver;
  search.settled[search.settledCount] = node;
  search.settledCount += 1;
  if (node === instance.coaches) relaxSink(solver, distance);
  else relaxCoach(solver, node, distance);
}

function isEnd(solver: Solver, node: number): boolean {
  if (node === solver.instance.coaches) return solver.search.sinkTakes;
  return hasRoom(solver, node) && isOverpriced(solver, node);
}

type Step = { readonly distance: number; readonly from: number };

function reach(solver: Solver, node: number, { distance, from }: Step): void {
  const { search } = solver;
  const { far } = search;
  const before = numberAt(far, node);
  if (distance >= before) return;
  if (before === Infinity) {
    search.touched[search.touchedCount] = node;
    search.touchedCount += 1;
  }
  far[node] = distance;
  search.from[node] = from;
  push(search.heap, distance, node);
  if (distance < numberAt(search.limit, 0) && isEnd(solver, node)) search.limit[0] = distance;
}

/** From a coach: everybody who is there might go elsewhere; a free place leads to the sink. */
function relaxCoach(solver: Solver, coach: number, distance: number): void {
  const { head, next, scoreOf, price, instance } = solver;
  const cost = numberAt(price, coach);
  for (let coachee = intAt(head, coach); coachee !== -1; coachee = intAt(next, coachee)) {
    relaxFront(solver, coachee, distance + intAt(scoreOf, coachee) - cost);
  }
  if (!hasRoom(solver, coach)) return;
  const sink = instance.coaches;
  reach(solver, sink, { distance: distance + numberAt(price, sink) - cost, from: instance.coachees + coach });
}

/** From the sink: whoever is unmatched might get a place, and a place that is taken, or must be, might be given up. */
function relaxSink(solver: Solver, distance: number): void {
  const { coachOf, count, price, instance } = solver;
  const { coachees, coaches } = instance;
  for (let coachee = 0; coachee < coachees; coachee += 1) {
    if (intAt(coachOf, coachee) === coaches) relaxFront(solver, coachee, distance + valueOfNone(solver));
  }
  const cost = numberAt(price, coaches);
  for (let coach = 0; coach < coaches; coach += 1) {
    const isTaken = intAt(count, coach) > 0 || (hasRoom(solver, coach) && isOverpriced(solver, coach));
    if (isTaken) reach(solver, coach, { distance: distance + numberAt(price, coach) - cost, from: viaSink });
  }
}

/** Where a coachee might go, best first; `origin` is the distance at which a coach worth nothing would stand. */
function relaxFront(solver: Solver, coachee: number, origin: number): void {
  const { instance, price, fronts, search } = solver;
  const { coach, score, value, size, bound, width } = fronts;
  const { far } = search;
  if (intAt(size, coachee) === -1) buildFront(solver, coachee);
  const sink = instance.coaches;
  const none = origin - valueOfNone(solver);
  if (none < numberAt(far, sink)) reach(solver, sink, { distance: none, from: coachee });
  const end = coachee * width + intAt(size, coachee);
  const limit = numberAt(search.limit, 0);
  for (let at = coachee * width; at < end; at += 1) {
    if (origin - numberAt(value, at) >= limit) return;
    const to = intAt(coach, at);
    const distance = origin - (intAt(score, at) - numberAt(price, to));
    if (distance < numberAt(far, to)) reach(solver, to, { distance, from: coachee });
  }
  const rest = origin - numberAt(bound, coachee);
  if (rest < limit) push(search.heap, rest, sink + 1 + coachee);
}

/** The rest of a row has come near: looks up its front anew, then looks at the whole row, so that it need not come back. */
function relaxRow(solver: Solver, coachee: number, distance: number): void {
  const { instance, price, fronts, search } = solver;
  const { scores, columns, coaches, starts } = instance;
  const origin = distance + numberAt(fronts.bound, coachee);
  buildFront(solver, coachee);
  const start = starts ? intAt(starts, coachee) : coachee * coaches;
  const end = starts ? intAt(starts, coachee + 1) : start + coaches;
  for (let entry = start; entry < end; entry += 1) {
    const score = intAt(scores, entry);
    const to = columns ? intAt(columns, entry) : entry - start;
    const far = origin - (score - numberAt(price, to));
    if (far < numberAt(search.far, to) && score >= 0) reach(solver, to, { distance: far, from: coachee });
  }
}

/** What is nearer than the end becomes as much dearer as it is nearer. Says whether the sink was among it. */
function raisePrices(solver: Solver, end: number): boolean {
  const { search, price, instance } = solver;
  let didSinkRise = false;
  for (let at = 0; at < search.settledCount; at += 1) {
    const node = intAt(search.settled, at);
    price[node] = numberAt(price, node) + end - numberAt(search.far, node);
    if (node === instance.coaches) didSinkRise = true;
  }
  return didSinkRise;
}

function putBack({ search }: Solver): void {
  for (let at = 0; at < search.touchedCount; at += 1) search.far[intAt(search.touched, at)] = Infinity;
  search.touchedCount = 0;
  search.settledCount = 0;
  search.heap.size = 0;
}
