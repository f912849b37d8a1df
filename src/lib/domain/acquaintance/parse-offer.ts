import { plainName } from '#lib/domain/person/plain-name.ts';
import { normaliseTopic } from './normalise-topic.ts';

/** A way of meeting: one that is written on the shelf, or the coach's own words. */
export type MeetingWay = { readonly kind: 'written'; readonly id: string } | { readonly kind: 'own'; readonly text: string };

/** The form in which a coach offers ways: the ids that were ticked, and the fields for own words. */
export type OfferForm = { readonly ticked: readonly string[]; readonly own: readonly string[] };

/** Either the ways in the order of the form, or why they cannot be offered. */
export type ParsedOffer = { readonly ways: readonly MeetingWay[] } | { readonly problem: 'few' | 'long' };

/** Fewer would be an invitation and no choice (C21). */
const fewestWays = 2;

/** In characters; one line that is read beside the others. Proposal of ours. */
export const longestWay = 160;

/**
 * Reads which ways of meeting a coach offers. `written`: the ids on the shelf; another id counts for nothing.
 *
 * Range: at least two different ways (C21), own words of at most 160 characters each. Empty fields are left out.
 */
export function parseOffer(form: OfferForm, written: readonly string[]): ParsedOffer {
  const own = distinct(form.own.map(plainName));
  if (own.some((text) => text.length > longestWay)) return { problem: 'long' };
  const ways: MeetingWay[] = [
    ...written.filter((id) => form.ticked.includes(id)).map((id) => ({ kind: 'written' as const, id })),
    ...own.map((text) => ({ kind: 'own' as const, text }))
  ];
  return ways.length < fewestWays ? { problem: 'few' } : { ways };
}

/** Each text once, however it is written; what holds no letter or number says nothing. */
function distinct(texts: readonly string[]): string[] {
  const known = new Map(texts.toReversed().map((text) => [normaliseTopic(text), text]));
  return texts.filter((text) => normaliseTopic(text) !== '' && known.get(normaliseTopic(text)) === text);
}
