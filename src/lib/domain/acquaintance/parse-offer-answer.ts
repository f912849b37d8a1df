import { parseWords } from './parse-words.ts';

/** What the coachee says to an offer: one of its ways (counted from 0), something else, or rather not now. A reason is never asked (C21). */
export type OfferAnswer =
  { readonly kind: 'chosen'; readonly way: number } | { readonly kind: 'other'; readonly text: string } | { readonly kind: 'later' };

/** Either the answer, or what is wrong: nothing chosen, no words for something else, or too many. */
export type ParsedOfferAnswer = { readonly answer: OfferAnswer } | { readonly problem: 'unchosen' | 'missing' | 'long' };

/** In characters. Proposal of ours. */
export const longestProposal = 300;

/**
 * Reads the answer to an offer of `ways` ways: `choice` is '0', '1' and so on, 'other' or 'later'; `other` the own proposal.
 *
 * Missing: without a choice, words in `other` are a proposal; without either it is `unchosen`. Words beside another choice are left out.
 */
export function parseOfferAnswer(form: { readonly choice: unknown; readonly other: unknown }, ways: number): ParsedOfferAnswer {
  if (form.choice === 'later') return { answer: { kind: 'later' } };
  const way = Array.from({ length: ways }, (_none, index) => index).find((index) => String(index) === form.choice);
  if (way !== undefined) return { answer: { kind: 'chosen', way } };
  const proposal = parseWords(form.other, longestProposal);
  if ('words' in proposal) return { answer: { kind: 'other', text: proposal.words } };
  return { problem: form.choice === 'other' || proposal.problem === 'long' ? proposal.problem : 'unchosen' };
}
