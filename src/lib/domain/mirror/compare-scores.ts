/** The size of a difference between two scores on the 1 to 5 scale, in words that judge nobody (C8). */
export type GapBand = 'about-the-same' | 'worth-a-talk' | 'clear-difference';

/** Who gave the higher number. */
export type PerceptionDirection = 'coach-higher' | 'coachee-higher' | 'equal';

/** What coach and coachee said about the same leg, set side by side. `difference` = offered - received, -4 to 4. */
export type Perception = {
  readonly difference: number;
  readonly band: GapBand;
  readonly direction: PerceptionDirection;
};

/** From here a difference is worth a talk. Proposal of ours, docs/methods/leg-score.md: half a scale point. */
export const worthATalkFrom = 0.5;

/** From here a difference is clear. Proposal of ours: about twice the noise of a difference (.44 at reliability .85). */
const clearDifferenceFrom = 1;

/**
 * Sets the coach's own estimate (offered) beside the coachee's experience (received).
 *
 * Range: both 1 to 5. Null when either is not measured. Source: bands of docs/methods/leg-score.md.
 */
export function compareScores(offered: number | null, received: number | null): Perception | null {
  if (offered === null || received === null) return null;
  const difference = subtractScores(offered, received);
  return { difference, band: bandOf(difference), direction: directionOf(difference) };
}

/** The band of a difference between two scores, whatever its sign. A border belongs to the larger band. */
export function bandOf(difference: number): GapBand {
  const size = Math.abs(difference);
  if (size < worthATalkFrom) return 'about-the-same';
  return size < clearDifferenceFrom ? 'worth-a-talk' : 'clear-difference';
}

/**
 * `a - b` without the dust of binary fractions: 3.6 - 3.1 is 0.5, so that a difference on a border falls on its border.
 * Means of at most 24 items differ by more than a billionth, so no real difference is lost.
 */
export function subtractScores(a: number, b: number): number {
  return Math.round((a - b) * 1e9) / 1e9 + 0;
}

function directionOf(difference: number): PerceptionDirection {
  if (difference === 0) return 'equal';
  return difference > 0 ? 'coach-higher' : 'coachee-higher';
}
