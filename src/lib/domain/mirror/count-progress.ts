import type { Instrument } from './instrument.ts';
import type { Answers } from './parse-answers.ts';

/** How far somebody is: `answered` of `total` items. */
export type Progress = { readonly answered: number; readonly total: number };

/** Counts the answered items; "did not come up" is an answer. Answers to items outside the instrument do not count. */
export function countProgress(instrument: Pick<Instrument, 'items'>, answers: Answers): Progress {
  const answered = instrument.items.filter((item) => Object.hasOwn(answers, item.id)).length;
  return { answered, total: instrument.items.length };
}
