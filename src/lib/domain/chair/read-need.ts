import { bandOf, subtractScores, worthATalkFrom, type GapBand } from '#lib/domain/mirror/compare-scores.ts';
import type { Wish } from '#lib/domain/needs/parse-needs.ts';
import type { LegValues } from './chair-legs.ts';

/** How what is received relates to what is needed. Too much is reported as well as too little. */
export type NeedDirection = 'too-little' | 'about-right' | 'more-than-wanted';

/**
 * What the coachee's needs say about one leg.
 *
 * `source`: 'gap' = computed from needed - received; 'wish' = the direct answer, alone or overruling the gap.
 * `size`: the band of the gap; null when the wish leads, because a wish has no size.
 * `gap`: the number legs are ranked by, -4 to 4; when the wish leads it is half a point in the wish's direction.
 */
export type NeedReading = {
  readonly direction: NeedDirection;
  readonly source: 'gap' | 'wish';
  readonly size: GapBand | null;
  readonly gap: number;
};

const directionByWish: Readonly<Record<Wish, NeedDirection>> = {
  more: 'too-little',
  same: 'about-right',
  less: 'more-than-wanted'
};

const gapByWish: Readonly<Record<Wish, number>> = { more: worthATalkFrom, same: 0, less: -worthATalkFrom };

/**
 * Reads the need for one leg out of the computed gap and the direct wish; when they conflict the direct answer leads.
 *
 * Null when neither is known. Source: domain research 6.1 (needs-supplies fit; the rule on conflict is ours).
 * Method: docs/methods/suggestion.md.
 */
export function readNeed({ needed, received, wish }: Pick<LegValues, 'needed' | 'received' | 'wish'>): NeedReading | null {
  const gap = needed === null || received === null ? null : subtractScores(needed, received);
  if (gap !== null && (wish === null || directionByWish[wish] === directionOf(gap))) {
    return { direction: directionOf(gap), source: 'gap', size: bandOf(gap), gap };
  }
  return wish && { direction: directionByWish[wish], source: 'wish', size: null, gap: gapByWish[wish] };
}

function directionOf(gap: number): NeedDirection {
  if (bandOf(gap) === 'about-the-same') return 'about-right';
  return gap > 0 ? 'too-little' : 'more-than-wanted';
}
