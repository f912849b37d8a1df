import { compareScores, type GapBand, type PerceptionDirection } from '#lib/domain/mirror/compare-scores.ts';
import { supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { ChairLegs, LegValues } from './chair-legs.ts';
import { isMissing } from './foundation.ts';
import { rankLegs, type RankedLeg } from './rank-legs.ts';
import type { NeedDirection } from './read-need.ts';

/** Which of the three numbers of a leg. */
export type Measure = 'offered' | 'received' | 'needed';

/**
 * One thing the chair shows, without words: a page makes a sentence of it. Findings describe; they hold no grade, no
 * ranking of people and no blame (C8).
 */
export type Finding =
  | { readonly kind: 'foundation'; readonly received: number }
  | { readonly kind: 'missing-leg'; readonly leg: SupportType; readonly received: number }
  | {
      readonly kind: 'leg';
      readonly leg: SupportType;
      readonly direction: NeedDirection;
      readonly size: GapBand | null;
      readonly needed: number | null;
      readonly received: number | null;
      readonly source: 'gap' | 'wish';
    }
  | {
      readonly kind: 'perception';
      readonly leg: SupportType;
      readonly band: GapBand;
      readonly direction: PerceptionDirection;
    }
  | { readonly kind: 'same-order'; readonly strongest: SupportType; readonly weakest: SupportType }
  | { readonly kind: 'not-measured'; readonly leg: SupportType; readonly what: readonly Measure[] };

const measures: readonly Measure[] = ['offered', 'received', 'needed'];

/**
 * Everything the chair shows, in reading order: the foundation notice (C2), legs that are missing, each leg by what the
 * coachee needs and misses (C3), how both see each leg, whether both see the same strongest and weakest leg, and what
 * is not measured (C1). Every leg is mentioned at least once.
 */
export function describeChair(chair: ChairLegs): Finding[] {
  const ranked = rankLegs(chair);
  return [
    ...ranked.flatMap(describeFoundation),
    ...ranked.flatMap(describeMissing),
    ...ranked.flatMap(describeNeed),
    ...ranked.flatMap(describePerception),
    ...describeSameOrder(chair),
    ...ranked.flatMap(describeAbsence)
  ];
}

function describeFoundation({ isFoundation, received }: RankedLeg): Finding[] {
  return isFoundation && received !== null ? [{ kind: 'foundation', received }] : [];
}

function describeMissing(values: RankedLeg): Finding[] {
  const { leg, received } = values;
  return isMissing(values) && received !== null ? [{ kind: 'missing-leg', leg, received }] : [];
}

function describeNeed({ leg, need, needed, received }: RankedLeg): Finding[] {
  if (need === null) return [];
  const { direction, size, source } = need;
  return [{ kind: 'leg', leg, direction, size, needed, received, source }];
}

function describePerception({ leg, offered, received }: RankedLeg): Finding[] {
  const perception = compareScores(offered, received);
  return perception ? [{ kind: 'perception', leg, band: perception.band, direction: perception.direction }] : [];
}

/** Said only when all eight scores are known and both name one and the same strongest and weakest leg. */
function describeSameOrder(chair: ChairLegs): Finding[] {
  const [offered, received] = [extremesOf(chair, 'offered'), extremesOf(chair, 'received')];
  if (!offered || !received) return [];
  const isSame = offered.strongest === received.strongest && offered.weakest === received.weakest;
  return isSame ? [{ kind: 'same-order', ...received }] : [];
}

function extremesOf(chair: ChairLegs, measure: 'offered' | 'received') {
  const scores = supportTypes.flatMap((leg) => {
    const score = chair[leg][measure];
    return score === null ? [] : [{ leg, score }];
  });
  const [first, second, third, last] = scores.sort((a, b) => b.score - a.score);
  if (!first || !second || !third || !last || first.score === second.score || third.score === last.score) return null;
  return { strongest: first.leg, weakest: last.leg };
}

function describeAbsence({ leg, ...values }: RankedLeg): Finding[] {
  const what = measures.filter((measure) => isAbsent(values, measure));
  return what.length > 0 ? [{ kind: 'not-measured', leg, what }] : [];
}

function isAbsent(values: LegValues, measure: Measure): boolean {
  return values[measure] === null;
}
