import { intAt, numberAt } from './cells.ts';
import { fitOf } from './compare-pair.ts';
import { pinOf, rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';

/** A coach who would have fitted better and was full. `dearer`: by how much all pairs together would lose, at least, if it were so. */
export type FullCoach = { readonly coach: number; readonly dearer: number };

/**
 * The coaches who would have fitted this coachee better than the one assigned, the best first: each was full, or the coachee would have
 * been assigned there. Says nothing of who sits there. None for whoever was pinned: that was no matter of places. `prices` and `worth`, of
 * staying unmatched, from `assign`.
 */
export function findFullCoaches(instance: Instance, coachee: number, seen: Assigned): FullCoach[] {
  if (pinOf(instance, coachee) !== -1) return [];
  const own = intAt(seen.coachOf, coachee);
  const ownScore = own === -1 ? -1 : scoreOfPair(instance, coachee, own);
  const gain = own === -1 ? seen.worth : ownScore - numberAt(seen.prices, own);
  const start = rowStart(instance, coachee);
  const better: (FullCoach & { readonly score: number })[] = [];
  for (let entry = start; entry < rowEnd(instance, coachee); entry += 1) {
    const score = intAt(instance.scores, entry);
    const coach = instance.columns ? intAt(instance.columns, entry) : entry - start;
    if (score > ownScore) better.push({ coach, score, dearer: gain + numberAt(seen.prices, coach) - score });
  }
  return better.sort((a, b) => b.score - a.score || a.coach - b.coach).map(({ coach, dearer }) => ({ coach, dearer }));
}

/** A coach on a list, with both numbers as they are kept. */
type Listed = { readonly coachId: string; readonly isAssigned: boolean; readonly ground: number | null; readonly horizon: number | null };

/**
 * Those on the list of a coachee who fit better than the one assigned; without one assigned, all. Each was full, or the coachee would be
 * there. `share`: how much shared ground weighs for this coachee.
 */
export function findBetterListed(list: readonly Listed[], share: number): string[] {
  const own = list.find(({ isAssigned }) => isAssigned);
  const ownFit = own ? fitOf(own, share) : -1;
  return list.filter((one) => fitOf(one, share) > ownFit).map(({ coachId }) => coachId);
}

type Assigned = { readonly coachOf: Int32Array; readonly prices: Float64Array; readonly worth: number };
