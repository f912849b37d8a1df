import { intAt, numberAt } from './cells.ts';
import { rowEnd, rowStart, scoreOfPair, type Instance } from './instance.ts';

/** A coach who would have fitted better and was full. `dearer`: by how much all pairs together would lose, at least, if it were so. */
export type FullCoach = { readonly coach: number; readonly dearer: number };

/**
 * The coaches who would have fitted this coachee better than the one assigned, the best first: each was full, or the coachee would have
 * been assigned there. Says nothing of who sits there. `prices` and `worth`, of staying unmatched, from `assign`.
 */
export function findFullCoaches(instance: Instance, coachee: number, seen: Assigned): FullCoach[] {
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

type Assigned = { readonly coachOf: Int32Array; readonly prices: Float64Array; readonly worth: number };
