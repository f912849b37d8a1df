import type { Instrument } from './instrument.ts';

/** 1 (never) to 5 ((almost) always); null = "did not come up": answered, but no number, and never 0. */
export type Answer = 1 | 2 | 3 | 4 | 5 | null;

/** Item id to answer. An item without an entry has not been answered yet. */
export type Answers = Readonly<Record<string, Answer>>;

/** What a form turned out to hold: all its answers, or the ids of the items whose value cannot be. */
export type ParsedAnswers = { readonly answers: Answers } | { readonly problems: readonly string[] };

const answerByValue: ReadonlyMap<unknown, Answer> = new Map<unknown, Answer>([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
  ['na', null]
]);

/**
 * Reads a submitted mirror: one field per item, named after the item, with '1' to '5' or 'na' (did not come up).
 *
 * Missing: an absent or empty field is not answered and gets no entry. Any other value voids the form and is reported
 * by item id, in the order of the instrument. Fields that are no item are ignored.
 */
export function parseAnswers(instrument: Pick<Instrument, 'items'>, form: Readonly<Record<string, unknown>>): ParsedAnswers {
  const filled = instrument.items.map((item) => item.id).filter((id) => isFilled(form, id));
  const problems = filled.filter((id) => !answerByValue.has(form[id]));
  if (problems.length > 0) return { problems };
  return { answers: Object.fromEntries(filled.map((id) => [id, answerByValue.get(form[id]) ?? null])) };
}

function isFilled(form: Readonly<Record<string, unknown>>, id: string): boolean {
  return Object.hasOwn(form, id) && form[id] !== undefined && form[id] !== null && form[id] !== '';
}
