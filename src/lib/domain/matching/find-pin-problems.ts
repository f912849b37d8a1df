import { barrierOf, findBarriers, type Barrier } from './find-barriers.ts';
import type { MatchSettings } from './match-settings.ts';
import type { People } from './score-pairs.ts';

/** Why two people cannot be pinned: what stands between them, no place left at the coach, or one of the two does not take part. */
export type PinProblem = Barrier | 'full' | 'unknown';

/** A pin, by the ids of both. */
export type PinnedPair = { readonly coacheeId: string; readonly coachId: string };

/** A pin that cannot be kept, and why. */
export type PinConflict = PinnedPair & { readonly problem: PinProblem };

/**
 * The pins that cannot be kept as people, places and rules are now; none: a run may begin. All pins of a coach with too few places are
 * told, because people decide which one goes; nothing is relaxed.
 */
export function findPinProblems(people: People, pins: readonly PinnedPair[], settings: MatchSettings): PinConflict[] {
  const coachees = new Map(people.coachees.map((one) => [one.id, one]));
  const coaches = new Map(people.coaches.map((one) => [one.id, one]));
  const pinsOf = Map.groupBy(pins, ({ coachId }) => coachId);
  const problemOf = ({ coacheeId, coachId }: PinnedPair): PinProblem | undefined => {
    const [coachee, coach] = [coachees.get(coacheeId), coaches.get(coachId)];
    if (!coachee || !coach) return 'unknown';
    const ban = people.bans.find((one) => one.coachee === coacheeId && one.coach === coachId);
    const isFull = (pinsOf.get(coachId)?.length ?? 0) > coach.capacity;
    const barrier = ban ? barrierOf(ban) : findBarriers(coachee, coach, settings)[0];
    return barrier ?? (isFull ? 'full' : undefined);
  };
  return pins.flatMap((pin) => {
    const problem = problemOf(pin);
    return problem ? [{ coacheeId: pin.coacheeId, coachId: pin.coachId, problem }] : [];
  });
}
