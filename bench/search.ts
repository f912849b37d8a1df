import { readLibrary } from '#lib/content/library.ts';
import { makeToolSearch, type Searchable, type ToolSearch } from '#lib/content/search/tool-search.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { questions } from '#test/search-questions.ts';
import { chanceFrom, figure, median } from './numbers.ts';
import { table } from './report.ts';

/** How large a shelf is made, and how often every question is asked. */
export type SearchPlan = { sizes: readonly number[]; rounds: number };

/** What an answer may take, in milliseconds. */
const bar = 50;
/** How many words in a hundred are other words in a copy of an entry, so that a large shelf has a large vocabulary. */
const changedWords = 15;

/** Asks forty questions of shelves of several sizes, in rounds; the first is not counted. Each question's time is the median of its rounds. */
export function measureSearch({ sizes, rounds }: SearchPlan): string {
  const { tools, situations } = readLibrary(process.cwd());
  const rows = sizes.map((size) => {
    const shelf = shelfOf(tools, size);
    const start = performance.now();
    const search = makeToolSearch(shelf, situations);
    const built = performance.now() - start;
    askAll(search);
    const asked = Array.from({ length: rounds }, () => askAll(search));
    const times = asked[0]?.map((_, question) => median(asked.map((round) => round[question] ?? Number.NaN))) ?? [];
    const slowest = Math.max(...times);
    return [size.toLocaleString('en'), figure(built), figure(median(times)), figure(slowest), slowest < bar ? 'yes' : 'no'];
  });
  return table(['entries', 'building, ms', 'a question, ms', 'slowest question, ms', `all within ${bar} ms`], rows);
}

/** How long each question takes, in milliseconds. */
function askAll(search: ToolSearch): number[] {
  return locales.flatMap((language) =>
    questions[language].map(([typed]) => {
      const start = performance.now();
      search(typed, language);
      return performance.now() - start;
    })
  );
}

/** The entries of the shelf again and again, each time with some other words in them. */
function shelfOf(entries: readonly Searchable[], size: number): Searchable[] {
  const chance = chanceFrom(size);
  return Array.from({ length: size }, (_, index) => {
    const entry = entries[index % entries.length];
    if (!entry) throw new RangeError('shelfOf wants entries, got none');
    const copy = Math.floor(index / entries.length);
    return copy === 0 ? entry : varied(entry, copy, chance);
  });
}

function varied({ tool, finding, words }: Searchable, copy: number, chance: () => number): Searchable {
  const change = (text: string) =>
    text.replaceAll(/\p{L}{4,}/gu, (word) =>
      chance() * 100 < changedWords ? `${word.slice(0, -2)}${syllable(chance)}${syllable(chance)}` : word
    );
  const inLanguage = (language: Locale) => {
    const { title, goal, sections } = words[language];
    const changed = Object.fromEntries(Object.entries(sections).map(([key, text]) => [key, change(text)]));
    return { title: change(title), goal: change(goal), sections: { ...sections, ...changed } };
  };
  return { finding, tool: { id: `${tool.id}-${copy}` }, words: { nl: inLanguage('nl'), en: inLanguage('en') } };
}

function syllable(chance: () => number): string {
  const letter = (letters: string) => letters.charAt(Math.floor(chance() * letters.length));
  return letter('bdfgklmnprstvz') + letter('aeiou');
}
