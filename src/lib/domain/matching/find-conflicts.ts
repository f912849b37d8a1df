import { intAt } from './cells.ts';
import { pinOf, rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';

/**
 * Constraints that cannot hold together; nothing is relaxed, people decide. `pin-forbidden`: the two were pinned and cannot be a pair.
 * `pins-over-capacity`: more were pinned to a coach than there are places. `nobody-left`: a coachee for whom every coach is forbidden.
 */
export type Conflict =
  | { readonly kind: 'pin-forbidden'; readonly coachee: number; readonly coach: number }
  | { readonly kind: 'pins-over-capacity'; readonly coach: number; readonly pinned: readonly number[]; readonly capacity: number }
  | { readonly kind: 'nobody-left'; readonly coachee: number };

/** Pins that cannot be kept, in the order of the instance; with none, `assign` and `choose` may be asked. */
export function findConflicts(instance: Instance): Conflict[] {
  const pinnedTo = new Map<number, number[]>();
  const conflicts: Conflict[] = [];
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const coach = pinOf(instance, coachee);
    if (coach === -1) continue;
    if (scoreOfPair(instance, coachee, coach) < 0) conflicts.push({ kind: 'pin-forbidden', coachee, coach });
    pinnedTo.set(coach, [...(pinnedTo.get(coach) ?? []), coachee]);
  }
  for (const [coach, pinned] of pinnedTo) {
    const capacity = intAt(instance.capacities, coach);
    if (pinned.length > capacity) conflicts.push({ kind: 'pins-over-capacity', coach, pinned, capacity });
  }
  return conflicts;
}

/** Coachees for whom every coach is forbidden, in the order of the instance. */
export function findNobodyLeft(instance: Instance): Conflict[] {
  const conflicts: Conflict[] = [];
  for (let coachee = 0; coachee < instance.coachees; coachee += 1) {
    const row = instance.scores.subarray(rowStart(instance, coachee), rowEnd(instance, coachee));
    if (row.every((score) => score < 0)) conflicts.push({ kind: 'nobody-left', coachee });
  }
  return conflicts;
}
