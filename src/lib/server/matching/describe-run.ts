import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import type { Shortage } from '#lib/domain/matching/find-shortages.ts';
import type { Coachee } from '#lib/domain/matching/person.ts';
import type { Result } from '#lib/server/queries/match-results.ts';
import type { RoundSummary, Shortfall } from '#lib/server/queries/match-summary.ts';
import type { Everybody } from './as-people.ts';
import type { RunRules } from './matching-messages.ts';
import type { MatchingResult } from './work-out.ts';

/**
 * What a run found, as it is kept: the list of everybody with both numbers. Who was assigned beside the list stands before it, in place
 * 0; who would have fitted better and was full stands after it. Nothing here knows of
 * personal wishes (C26): `people` has none.
 */
export function describeRun(people: Everybody, found: MatchingResult, { settings, pins }: RunRules): Result[] {
  const pinned = new Map(pins.map(({ coacheeId, coachId }) => [coacheeId, coachId]));
  return people.coachees.flatMap((coachee, at) => {
    const own = found.assignment.coachOf[at] ?? -1;
    return listOf(found, at).flatMap(({ coach, why, place }): Result[] => {
      const other = people.coaches[coach];
      if (!other) return [];
      const { ground, horizon } = comparePair(coachee, other, settings);
      const isPin = pinned.get(coachee.id) === other.id;
      return [{ ...idsOf(coachee, other), place, ground, horizon, why: isPin ? 'pinned' : why, isAssigned: coach === own }];
    });
  });
}

const idsOf = (coachee: Coachee, { id }: { id: string }) => ({ coacheeId: coachee.id, coachId: id });

type Listed = { coach: number; why: Result['why']; place: number };

/** Each coach once, the first reason counts. */
function listOf({ assignment, lists, full }: MatchingResult, at: number): Listed[] {
  const own = assignment.coachOf[at] ?? -1;
  const list = (lists[at] ?? []).map(({ coach, why }, place) => ({ coach, why, place: place + 1 }));
  const isListed = own === -1 || list.some(({ coach }) => coach === own);
  const whole: Listed[] = isListed ? list : [{ coach: own, why: 'fit', place: 0 }, ...list];
  return [...whole, ...(full[at] ?? []).map((coach, after) => ({ coach, why: 'full' as const, place: whole.length + after + 1 }))];
}

const mostNamed = 8;

/** Why somebody has no coach, by the ids of people, and what the proof says. */
export function summarise({ coachees, coaches }: Everybody, { shortages, ruledOut, assignment }: MatchingResult): RoundSummary {
  const idOf = (all: readonly { id: string }[], at: number) => all[at]?.id ?? '';
  const { value, bound } = assignment.certificate;
  const described = together(shortages).map((one): Shortfall => {
    const named = one.coaches.slice(0, mostNamed);
    return {
      unmatched: one.unmatched.map((at) => idOf(coachees, at)),
      coaches: named.map((at) => idOf(coaches, at)),
      ...{ coacheeCount: one.coachees.length, coachCount: one.coaches.length, places: one.places }
    };
  });
  const told = ruledOut.map(({ coachee, by }) => ({ coacheeId: idOf(coachees, coachee), by }));
  return { shortfalls: described, conflicts: [], ruledOut: told, proof: { value, bound } };
}

/** All for whom no coach is possible as one, however many they are. */
function together(shortages: readonly Shortage[]): Shortage[] {
  const [alone, others] = [shortages.filter(({ coaches }) => coaches.length === 0), shortages.filter(({ coaches }) => coaches.length > 0)];
  const unmatched = alone.flatMap((one) => one.unmatched);
  return alone.length === 0 ? others : [...others, { unmatched, coachees: unmatched, coaches: [], places: 0 }];
}
