import { join } from 'node:path';
import * as v from 'valibot';
import { statementCount, type TagAttribute, tagAttributes } from '#lib/domain/matching/attribute.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { fields, filledList, words } from './content-error.ts';
import { inEachLanguage, readJson } from './read-content.ts';
import { wordsForEach } from './words-for-each.ts';

/** Two opposed statements on the way of working; somebody answers how much more of the one or the other. */
export type Opposites = { left: string; right: string };

/** The words of one language: the question of each attribute as each side is asked it, the statements, and what each tag is called. */
export type MatchWords = {
  questions: Readonly<Record<TagAttribute, { coachee: string; coach: string }>>;
  working: readonly Opposites[];
  tags: Readonly<Record<string, string>>;
};

/** What people choose from when they tell about themselves for the match. An organisation may change the lists. */
export type MatchShelf = {
  /** Ids of the tags of each attribute, in the order in which they are shown. */
  tags: Readonly<Record<TagAttribute, readonly string[]>>;
  words: Record<Locale, MatchWords>;
};

/** What people chose is kept under it: never reused for something else. */
const id = v.pipe(words, v.regex(/^[a-z]+(-[a-z]+)*$/, 'must be English words with - between them'));

const tagsSchema = v.pipe(
  forEachAttribute(filledList(id)),
  v.check((lists) => new Set(Object.values(lists).flat()).size === Object.values(lists).flat().length, 'has the same tag twice')
);

/** Reads the lists of tags and the questions, with their words in every language. Throws ContentError. */
export function readMatching(root: string): MatchShelf {
  const folder = join(root, 'content/matching');
  const tags = readJson(folder, 'tags.json', tagsSchema);
  const wordsSchema = fields({
    questions: forEachAttribute(fields({ coachee: words, coach: words })),
    working: v.pipe(filledList(fields({ left: words, right: words })), v.length(statementCount, `needs ${statementCount} statements`)),
    tags: wordsForEach(Object.values(tags).flat(), words)
  });
  return { tags, words: inEachLanguage((language) => readJson(folder, `${language}.json`, wordsSchema)) };
}

function forEachAttribute<Schema extends Parameters<typeof fields>[0][string]>(schema: Schema) {
  return fields(Object.fromEntries(tagAttributes.map((attribute) => [attribute, schema])) as Record<TagAttribute, Schema>); // one of each
}
