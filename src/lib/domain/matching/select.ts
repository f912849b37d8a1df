import { numberAt } from './cells.ts';

/** The `rank`-th largest of the first `length` values, 1 is the largest; puts the values in another order (Hoare's quickselect). */
export function largestOfRank(values: Float64Array, length: number, rank: number): number {
  return narrow(values, rank - 1, { low: 0, high: length - 1 });
}

type Range = { readonly low: number; readonly high: number };

function narrow(values: Float64Array, wanted: number, { low, high }: Range): number {
  if (low >= high) return numberAt(values, wanted);
  const pivot = middleOfThree(values, low, high);
  let left = low;
  let right = high;
  while (left <= right) {
    left = firstNotAbove(values, left, pivot);
    right = lastNotBelow(values, right, pivot);
    if (left > right) break;
    swap(values, left, right);
    left += 1;
    right -= 1;
  }
  if (wanted <= right) return narrow(values, wanted, { low, high: right });
  if (wanted >= left) return narrow(values, wanted, { low: left, high });
  return pivot;
}

function firstNotAbove(values: Float64Array, from: number, pivot: number): number {
  let at = from;
  while (numberAt(values, at) > pivot) at += 1;
  return at;
}

function lastNotBelow(values: Float64Array, from: number, pivot: number): number {
  let at = from;
  while (numberAt(values, at) < pivot) at -= 1;
  return at;
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = numberAt(values, a);
  values[a] = numberAt(values, b);
  values[b] = kept;
}

function middleOfThree(values: Float64Array, low: number, high: number): number {
  const a = numberAt(values, low);
  const b = numberAt(values, (low + high) >> 1);
  const c = numberAt(values, high);
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
