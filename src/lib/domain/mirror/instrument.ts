import type { SupportType } from '#lib/domain/support/support-type.ts';

/** One behaviour, asked of the coach ("I ...") and of the coachee ("My coach ..."). `core`: kept in a short form. */
export type Item = {
  readonly id: string;
  readonly leg: SupportType;
  readonly facet: string;
  readonly core: boolean;
};

/**
 * One version of the mirrored questionnaire: the same items for both, in the order they are shown (C7).
 * `periodDays`: the days the answers look back on. `groupSize`: items per screen. `validated`: false = for talking only.
 */
export type Instrument = {
  readonly id: string;
  readonly kind: 'mirror';
  readonly items: readonly Item[];
  readonly groupSize: number;
  readonly periodDays: number;
  readonly validated: boolean;
};
