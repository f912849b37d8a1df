import { join } from 'node:path';
import * as v from 'valibot';
import type { Locale } from '#lib/i18n/locale.ts';
import { ContentError, fields, filledList, words } from './content-error.ts';
import { inEachLanguage, readJson } from './read-content.ts';

/** What a situation is called in one language (`title`, one short sentence) and other ways people say it (`words`). */
export type SituationWords = { title: string; words: readonly string[] };

/** Something that is going on, by which people find an entry of the toolkit. `id`: English words with - between them. */
export type Situation = { id: string; words: Record<Locale, SituationWords> };

const slug = v.pipe(words, v.regex(/^[a-z]+(-[a-z]+)*$/, 'must be English words with - between them'));
const listSchema = fields({ situations: filledList(slug) });
const wordsSchema = v.record(v.string(), fields({ title: words, words: filledList(words) }), 'must be a group of fields between { and }');

/** Reads the situations and their words in every language, in their order. Throws ContentError. */
export function readSituations(root: string): readonly Situation[] {
  const folder = join(root, 'content/toolkit-vocabulary');
  const { situations } = readJson(folder, 'situations.json', listSchema);
  const spoken = inEachLanguage((language) => readWords(folder, language, situations));
  return situations.map((id) => ({ id, words: inEachLanguage((language) => spoken[language].get(id) ?? { title: id, words: [] }) }));
}

function readWords(folder: string, language: Locale, ids: readonly string[]): ReadonlyMap<string, SituationWords> {
  const file = `${language}.json`;
  const read = readJson(folder, file, wordsSchema);
  const missing = ids.filter((id) => !(id in read)).map((id) => ({ field: id, reason: 'is missing; situations.json has it' }));
  const unknown = Object.keys(read)
    .filter((id) => !ids.includes(id))
    .map((id) => ({ field: id, reason: 'is not in situations.json; is it misspelt?' }));
  const faults = [...missing, ...unknown];
  if (faults.length > 0) throw new ContentError(faults.map((fault) => ({ file: join(folder, file), ...fault })));
  return new Map(Object.entries(read));
}
