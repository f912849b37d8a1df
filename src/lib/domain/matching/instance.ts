import { intAt } from './cells.ts';

/**
 * What is to be matched, as numbers only. Coachees are 0 to `coachees` - 1, coaches 0 to `coaches` - 1.
 *
 * `capacities`: places per coach, whole, 0 or more. `scores`: whole numbers, 0 to 1,000,000; -1: this pair cannot be.
 * `columns` null: dense, the score of (i, j) stands at i * `coaches` + j. Otherwise sparse: what stands from `starts[i]` up to
 * `starts[i + 1]` belongs to coachee i, `columns` says which coach; what is not listed cannot be.
 * `pins`: per coachee the coach that was fixed beforehand, or -1; null when nobody was.
 */
export type Instance = {
  readonly coachees: number;
  readonly coaches: number;
  readonly capacities: Int32Array;
  readonly scores: Int32Array;
  readonly starts: Int32Array | null;
  readonly columns: Int32Array | null;
  readonly pins: Int32Array | null;
};

/** The score of a pair that cannot be. */
export const forbidden = -1;

/** Where the entries of a coachee begin. */
export function rowStart({ starts, coaches }: Instance, coachee: number): number {
  return starts ? intAt(starts, coachee) : coachee * coaches;
}

/** Where the entries of a coachee end (not included). */
export function rowEnd({ starts, coaches }: Instance, coachee: number): number {
  return starts ? intAt(starts, coachee + 1) : (coachee + 1) * coaches;
}

/** The score of a pair; -1 when it cannot be. */
export function scoreOfPair(instance: Instance, coachee: number, coach: number): number {
  const { scores, columns, coaches } = instance;
  if (!columns) return intAt(scores, coachee * coaches + coach);
  const entry = columns.subarray(rowStart(instance, coachee), rowEnd(instance, coachee)).indexOf(coach);
  return entry === -1 ? forbidden : intAt(scores, rowStart(instance, coachee) + entry);
}

/** The coach a coachee is pinned to; -1 when to none. */
export function pinOf({ pins }: Instance, coachee: number): number {
  return pins ? intAt(pins, coachee) : -1;
}

/** The largest score there is; 0 when there is none. */
export function largestScore({ scores }: Instance): number {
  let largest = 0;
  for (let entry = 0; entry < scores.length; entry += 1) {
    const score = intAt(scores, entry);
    if (score > largest) largest = score;
  }
  return largest;
}
