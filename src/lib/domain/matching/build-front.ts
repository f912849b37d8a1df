import { intAt, numberAt } from './cells.ts';
import type { Fronts } from './fronts.ts';
import { rowEnd, rowStart, type Instance } from './instance.ts';
import { largestOfRank } from './select.ts';

type Market = { readonly instance: Instance; readonly price: Float64Array; readonly fronts: Fronts };

/** A front that is looked up again begins at what so many of the old one are worth now. */
const known = 14;
/** A front that is looked up for the first time begins at what the third best of so many coaches is worth, spread over the row. */
const sampled = 128;
const sampleRank = 3;
/** From so many coaches a sample is worth its time. */
const manyCoaches = 4 * sampled;
/** With fewer found than this, too much of the row cannot be, and all of it is looked at. */
const fewest = 8;

/** Looks up the best coaches of a coachee at present prices and keeps them as the front. */
export function buildFront(market: Market, coachee: number): void {
  const { instance, fronts } = market;
  const start = rowStart(instance, coachee);
  let least = instance.columns ? -Infinity : chooseThreshold(market, coachee, start);
  let collected = least === -Infinity ? 0 : collectAbove(market, start, least);
  if (collected < fewest) {
    least = -Infinity;
    collected = collectAll(market, start, rowEnd(instance, coachee));
  }
  if (collected > fronts.width) {
    least = keepBest(fronts, collected);
    collected = fronts.width;
  }
  sortCollected(fronts, collected);
  copyFront(market, coachee, collected);
  fronts.bound[coachee] = least;
}

/** A value that a few dozen coaches probably reach; -Infinity when it is not worth guessing. What is not collected is worth less. */
function chooseThreshold(market: Market, coachee: number, start: number): number {
  const { fronts, instance } = market;
  if (intAt(fronts.size, coachee) >= known) return knownThreshold(market, coachee);
  return instance.coaches >= manyCoaches ? sampleThreshold(market, start) : -Infinity;
}

function knownThreshold({ price, fronts }: Market, coachee: number): number {
  const { coach, score, size, width, workshop } = fronts;
  const base = coachee * width;
  const length = intAt(size, coachee);
  for (let at = 0; at < length; at += 1) {
    workshop.order[at] = intAt(score, base + at) - numberAt(price, intAt(coach, base + at));
  }
  return largestOfRank(workshop.order, length, known);
}

function sampleThreshold({ instance, price, fronts }: Market, start: number): number {
  const { order } = fronts.workshop;
  const stride = Math.floor(instance.coaches / sampled);
  for (let at = 0; at < sampled; at += 1) {
    order[at] = intAt(instance.scores, start + at * stride) - numberAt(price, at * stride);
  }
  return largestOfRank(order, sampled, sampleRank);
}

/** The one pass over a whole row: nearly always only a subtraction and a comparison. */
function collectAbove({ instance, price, fronts }: Market, start: number, least: number): number {
  const { scores, coaches } = instance;
  const { entry: entries, value: values } = fronts.workshop;
  let length = 0;
  for (let coach = 0; coach < coaches; coach += 1) {
    const score = intAt(scores, start + coach);
    const value = score - numberAt(price, coach);
    if (value >= least && score >= 0) {
      entries[length] = start + coach;
      values[length] = value;
      length += 1;
    }
  }
  return length;
}

function collectAll({ instance, price, fronts }: Market, start: number, end: number): number {
  const { scores, columns } = instance;
  const { entry: entries, value: values } = fronts.workshop;
  let length = 0;
  for (let entry = start; entry < end; entry += 1) {
    const score = intAt(scores, entry);
    if (score >= 0) {
      entries[length] = entry;
      values[length] = score - numberAt(price, columns ? intAt(columns, entry) : entry - start);
      length += 1;
    }
  }
  return length;
}

/** Keeps as many as the front is wide: all above the value of the last, then equals in the order of the row. Gives that value. */
function keepBest({ width, workshop }: Fronts, collected: number): number {
  const { entry: entries, value: values, order } = workshop;
  for (let at = 0; at < collected; at += 1) order[at] = numberAt(values, at);
  const least = largestOfRank(order, collected, width);
  let equals = width;
  for (let at = 0; at < collected; at += 1) if (numberAt(values, at) > least) equals -= 1;
  let kept = 0;
  for (let at = 0; at < collected && kept < width; at += 1) {
    const value = numberAt(values, at);
    const isEqual = value === least;
    if (value < least || (isEqual && equals === 0)) continue;
    if (isEqual) equals -= 1;
    entries[kept] = intAt(entries, at);
    values[kept] = value;
    kept += 1;
  }
  return least;
}

/** Highest value first; equals stay in the order of the row, so the lower coach comes first. */
function sortCollected({ workshop }: Fronts, collected: number): void {
  const { entry: entries, value: values } = workshop;
  for (let at = 1; at < collected; at += 1) {
    const value = numberAt(values, at);
    const entry = intAt(entries, at);
    let to = at;
    while (to > 0 && numberAt(values, to - 1) < value) {
      values[to] = numberAt(values, to - 1);
      entries[to] = intAt(entries, to - 1);
      to -= 1;
    }
    values[to] = value;
    entries[to] = entry;
  }
}

function copyFront({ instance, fronts }: Market, coachee: number, collected: number): void {
  const { scores, columns } = instance;
  const { coach, score, value, size, width, workshop } = fronts;
  const base = coachee * width;
  const start = rowStart(instance, coachee);
  for (let at = 0; at < collected; at += 1) {
    const entry = intAt(workshop.entry, at);
    coach[base + at] = columns ? intAt(columns, entry) : entry - start;
    score[base + at] = intAt(scores, entry);
    value[base + at] = numberAt(workshop.value, at);
  }
  size[coachee] = collected;
}
