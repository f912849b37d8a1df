import type { SupportType } from '#lib/domain/support/support-type.ts';
import type { PerceptionDirection } from './compare-scores.ts';
import type { Instrument } from './instrument.ts';
import type { Answer, Answers } from './parse-answers.ts';

/**
 * Both answers to one behaviour. One item is too noisy for a number, so the comparison is a word: the same answer,
 * close (one step) or apart (two steps or more).
 *
 * `offered`, `received`: null = did not come up, undefined = not answered. Word and direction are null if either is.
 */
export type ItemComparison = {
  readonly id: string;
  readonly leg: SupportType;
  readonly offered: Answer | undefined;
  readonly received: Answer | undefined;
  readonly word: 'same' | 'close' | 'apart' | null;
  readonly direction: PerceptionDirection | null;
};

/** Sets the answers of coach (offered) and coachee (received) side by side: every item, in the instrument's order. */
export function compareItems(instrument: Pick<Instrument, 'items'>, offered: Answers, received: Answers): ItemComparison[] {
  return instrument.items.map(({ id, leg }) => {
    const pair = { offered: offered[id], received: received[id] };
    return { id, leg, ...pair, ...compareAnswers(pair.offered, pair.received) };
  });
}

function compareAnswers(offered: Answer | undefined, received: Answer | undefined): Pick<ItemComparison, 'word' | 'direction'> {
  if (typeof offered !== 'number' || typeof received !== 'number') return { word: null, direction: null };
  if (offered === received) return { word: 'same', direction: 'equal' };
  const word = Math.abs(offered - received) === 1 ? 'close' : 'apart';
  return { word, direction: offered > received ? 'coach-higher' : 'coachee-higher' };
}
