import { join } from 'node:path';
import * as v from 'valibot';
import type { Locale } from '#lib/i18n/locale.ts';
import { fields, filledList, words } from './content-error.ts';
import { type Deck, readDeck } from './question-cards.ts';
import { inEachLanguage, readJson } from './read-content.ts';
import { wordsForEach } from './words-for-each.ts';

/** A way of meeting in words: what it is called, and what to expect of it. */
export type WayWords = { title: string; about: string };

/** The words of one language. */
export type AcquaintanceWords = {
  ways: Readonly<Record<string, WayWords>>;
  groups: Readonly<Record<string, string>>;
  topics: Readonly<Record<string, string>>;
};

/** What a pair finds when it gets acquainted: ways of meeting (C21), topics of common ground (C22), question cards. */
export type AcquaintanceShelf = {
  /** Ids of the ways of meeting. Their order says nothing: pages sort or mix them. */
  ways: readonly string[];
  /** Ids of topics, in groups. */
  groups: readonly { id: string; topics: readonly string[] }[];
  words: Record<Locale, AcquaintanceWords>;
  deck: Deck;
};

/** What people noted is kept under it: never reused for something else. */
const id = v.pipe(words, v.regex(/^[a-z]+(-[a-z]+)*$/, 'must be English words with - between them'));
const ids = v.pipe(
  filledList(id),
  v.check((list) => new Set(list).size === list.length, 'has the same id twice')
);

const choicesSchema = fields({
  /** Ways of meeting of equal weight; at least two, or there is nothing to choose (C21). */
  ways: v.pipe(ids, v.minLength(2, 'needs at least two ways (C21)')),
  topics: v.pipe(
    v.record(id, ids, 'must be a group with one list per theme'),
    v.check((groups) => new Set(Object.values(groups).flat()).size === Object.values(groups).flat().length, 'has the same topic twice')
  )
});

/** Reads the ways of meeting, the topics and the question cards, with their words in every language. Throws ContentError. */
export function readAcquaintance(root: string): AcquaintanceShelf {
  const folder = join(root, 'content/acquaintance');
  const { ways, topics } = readJson(folder, 'choices.json', choicesSchema);
  const wordsSchema = fields({
    ways: wordsForEach(ways, fields({ title: words, about: words })),
    groups: wordsForEach(Object.keys(topics), words),
    topics: wordsForEach(Object.values(topics).flat(), words)
  });
  return {
    ways,
    groups: Object.entries(topics).map(([group, list]) => ({ id: group, topics: list })),
    words: inEachLanguage((language) => readJson(folder, `${language}.json`, wordsSchema)),
    deck: readDeck(root)
  };
}
