import MiniSearch, { type SearchOptions } from 'minisearch';
import type { Situation } from '#lib/content/situations.ts';
import type { ToolFinding, ToolWords } from '#lib/content/tool-schema.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { stem } from './stem.ts';
import { isSilent, wordsOf } from './words-of.ts';

/** What is looked through: the words of an entry and how people find it. */
export type Searchable = { tool: { readonly id: string }; finding: ToolFinding; words: Record<Locale, ToolWords> };

/** Finds entries by words typed by a reader of this language: their ids, the best first. Nothing typed: empty. */
export type ToolSearch = (typed: string, language: Locale) => string[];

/** How much a word counts by where it stands. `first`: what is mostly going on when an entry is of use; `others`: what else. */
const boost = { title: 5, keywords: 5, first: 3, others: 1.5, goal: 3, body: 1 } as const;
const fields = ['title', 'keywords', 'first', 'others', 'goal', 'body'] as const;
/** Where an entry is told in a few words. */
const inBrief = ['title', 'keywords', 'first', 'others'] as const;

/** What the other language finds counts less: "job interview" typed by a Dutch reader. */
const otherLanguage = 0.4;
/** How much less a word counts that is only nearly the same. */
const nearly = { prefix: 0.4, fuzzy: 0.35 };

/** The words of a shelf in one language. `stems`: all it holds, so that a word that is there is not taken for a typing error. */
type Index = { search: MiniSearch; stems: ReadonlySet<string>; language: Locale };

/** Builds the search of a shelf, in memory and in every language. Typing errors are forgiven: one letter, or two in a long word. */
export function makeToolSearch(entries: readonly Searchable[], situations: readonly Situation[]): ToolSearch {
  const indexes = locales.map((language) => indexOf(entries, situations, language));
  return (typed, language) => {
    const scores = new Map<string, number>();
    for (const index of indexes) {
      const isOwn = index.language === language;
      const weight = isOwn ? 1 : otherLanguage;
      for (const { id, score } of index.search.search(typed, optionsFor(typed, index, isOwn)))
        scores.set(String(id), (scores.get(String(id)) ?? 0) + weight * score);
    }
    return [...scores].sort(([a, of], [b, than]) => than - of || (a < b ? -1 : 1)).map(([id]) => id);
  };
}

function indexOf(entries: readonly Searchable[], situations: readonly Situation[], language: Locale): Index {
  const stems = new Set<string>();
  const search = new MiniSearch({
    fields: [...fields],
    tokenize: wordsOf,
    processTerm(word) {
      const stemmed = stem(word, language);
      stems.add(stemmed);
      return stemmed;
    },
    searchOptions: { boost, prefix: isLongEnough, weights: nearly, processTerm: (word) => stem(word, language) }
  });
  const told = new Map(situations.map(({ id, words }) => [id, [words[language].title, ...words[language].words].join('\n')]));
  search.addAll(entries.map((entry) => documentOf(entry, told, language)));
  return { search, stems, language };
}

/** Words that say little are left out, unless there are no others: "weet niet wat ik wil" is how people call a situation. */
function optionsFor(typed: string, { stems, language }: Index, isOwn: boolean): SearchOptions {
  if (wordsOf(typed).every((word) => isSilent(word, language))) return { fields: isOwn ? [...inBrief] : [], fuzzy: false, prefix: false };
  return {
    fuzzy: (term) => (isOwn && !stems.has(term) ? allowedErrors(term) : false),
    processTerm: (word) => (isSilent(word, language) ? null : stem(word, language))
  };
}

function documentOf({ tool, finding, words }: Searchable, told: ReadonlyMap<string, string>, language: Locale) {
  const [first, ...others] = finding.situations.map((id) => told.get(id) ?? '');
  const { title, goal, sections } = words[language];
  return {
    id: tool.id,
    title,
    goal,
    keywords: finding.keywords[language].join('\n'),
    first: first ?? '',
    others: others.join('\n'),
    body: Object.values(sections).join('\n')
  };
}

function isLongEnough(term: string): boolean {
  return term.length >= 4;
}

function allowedErrors(term: string): number {
  if (term.length < 4) return 0;
  return term.length < 7 ? 1 : 2;
}
