import { type SupportType, supportTypes } from '#lib/domain/support/support-type.ts';
import { longest, parseOptionalText } from './parse-text.ts';

/** How much of a talk was advice, or how much of it somebody would have liked: 0 none, 1 a little, 2 half, 3 most, 4 nearly all (C11). */
export type AdviceShare = 0 | 1 | 2 | 3 | 4;
export const adviceShares: readonly AdviceShare[] = [0, 1, 2, 3, 4];

/** How clear the coach's hat was: 1 not at all to 4 quite clear (C12). */
export type HatClarity = 1 | 2 | 3 | 4;
export const hatClarities: readonly HatClarity[] = [1, 2, 3, 4];

/** One minute of looking back by one of the two. Null: not answered. `legs`: which were touched, in the usual order. */
export type LookBack = {
  readonly hatClarity: HatClarity | null;
  readonly adviceGiven: AdviceShare | null;
  readonly adviceWished: AdviceShare | null;
  readonly legs: readonly SupportType[];
  readonly takeAlong: string | null;
};

/** Reads the form; everything may be left out, but not everything at once. An answer the form does not have counts as none. */
export function parseLookBack(
  form: Readonly<Record<string, unknown>>,
  touched: readonly unknown[]
): { lookBack: LookBack } | { problems: { takeAlong?: 'long'; all?: 'empty' } } {
  const takeAlong = parseOptionalText(form['takeAlong'], longest.note);
  if ('problem' in takeAlong) return { problems: { takeAlong: 'long' } };
  const lookBack: LookBack = {
    hatClarity: hatClarities.find((value) => String(value) === form['hatClarity']) ?? null,
    adviceGiven: adviceShares.find((value) => String(value) === form['adviceGiven']) ?? null,
    adviceWished: adviceShares.find((value) => String(value) === form['adviceWished']) ?? null,
    legs: supportTypes.filter((leg) => touched.includes(leg)),
    takeAlong: takeAlong.text
  };
  const isEmpty = lookBack.legs.length === 0 && Object.values(lookBack).every((value) => value === null || Array.isArray(value));
  return isEmpty ? { problems: { all: 'empty' } } : { lookBack };
}

/**
 * Whether the coach gets a nudge (C11): the coachee says there was more advice than wished. Never a verdict; what was not answered
 * counts for nothing.
 */
export function isAdviceToSpeakOf({ adviceGiven, adviceWished }: LookBack): boolean {
  return adviceGiven !== null && adviceWished !== null && adviceGiven > adviceWished;
}
