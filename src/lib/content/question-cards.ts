import { join } from 'node:path';
import * as v from 'valibot';
import { type CardDepth, cardDepths, type QuestionCard } from '#lib/domain/acquaintance/question-card.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { fields, filledList, oneOf, words } from './content-error.ts';
import { inEachLanguage, readJson } from './read-content.ts';
import { wordsForEach } from './words-for-each.ts';

/** The words of the deck in one language: each depth by name and what it is about, each card by its question. */
export type DeckWords = { depths: Record<CardDepth, { name: string; about: string }>; cards: Readonly<Record<string, string>> };

/** The question cards with which two people get acquainted (C22). */
export type Deck = { cards: readonly QuestionCard[]; words: Record<Locale, DeckWords> };

/** So many of each depth, that a conversation does not run out of them. */
const fewestPerDepth = 10;

/** Draws and answers are kept under it: never reused for another question. */
const cardId = v.pipe(
  words,
  v.maxLength(60, 'is longer than 60'),
  v.regex(/^[a-z]+(-[a-z]+)*$/, 'must be English words with - between them')
);

const deckSchema = fields({
  /** Under which licence others may use the cards. */
  licence: words,
  cards: v.pipe(
    filledList(fields({ id: cardId, depth: oneOf(cardDepths) })),
    v.check((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, 'has the same id twice'),
    v.check(
      (cards) => cardDepths.every((depth) => cards.filter((card) => card.depth === depth).length >= fewestPerDepth),
      `needs at least ${fewestPerDepth} cards of every depth: ${cardDepths.join(', ')}`
    )
  )
});

const depth = fields({ name: words, about: words });

/** Reads the deck with its words in every language. Throws ContentError. */
export function readDeck(root: string): Deck {
  const folder = join(root, 'content/question-cards');
  const { cards } = readJson(folder, 'cards.json', deckSchema);
  const wordsSchema = fields({
    depths: fields({ light: depth, further: depth, closer: depth, deep: depth }),
    cards: wordsForEach(
      cards.map(({ id }) => id),
      words
    )
  });
  return { cards, words: inEachLanguage((language) => readJson(folder, `${language}.json`, wordsSchema)) };
}
