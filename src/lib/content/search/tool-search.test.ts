import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { questions } from '#test/search-questions.ts';
import { makeToolSearch } from './tool-search.ts';

const { tools, situations } = readLibrary(process.cwd());
const search = makeToolSearch(tools, situations);
const asked = locales.flatMap((language) => questions[language].map(([typed, answers]) => ({ language, typed, answers })));
const first = (typed: string, language: Locale = 'nl') => search(typed, language)[0];

it('knows every entry that a question names', () => {
  const ids = new Set(tools.map(({ tool }) => tool.id));
  expect(asked.flatMap(({ answers }) => answers).filter((id) => !ids.has(id))).toEqual([]);
});

it('answers at least 36 of 40 questions, half Dutch and half English, within the first three', () => {
  const missed = asked.flatMap(({ language, typed, answers }) => {
    const found = search(typed, language).slice(0, 3);
    return found.some((id) => answers.includes(id)) ? [] : [`${typed}: ${found.join(', ')}`];
  });
  expect(locales.map((language) => questions[language].length)).toEqual([20, 20]);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(4);
});

it('takes away accents and capitals on both sides', () => {
  expect(search('RESUME', 'en')).toEqual(search('résumé', 'en'));
  expect(first('résumé', 'en')).toBe('reading-a-vacancy');
});

it('forgives one wrong letter in a short word and two in a long one, and no more', () => {
  expect(first('heimwe')).toBe(first('heimwee'));
  expect(search('perfektionizme', 'nl').slice(0, 2).toSorted()).toEqual(search('perfectionisme', 'nl').slice(0, 2).toSorted());
  expect(search('xqzvw', 'nl')).toEqual([]);
});

it('finds what is typed in the other language', () => {
  expect(search('job interview', 'nl')).toContain('reading-a-vacancy');
  expect(search('heimwee', 'en')[0]).toBe(search('homesick', 'en')[0]);
});

it('finds nothing for nothing', () => {
  for (const typed of ['', '  ', '?!', 'de']) expect(search(typed, 'en')).toEqual([]);
});

it('puts a word in the title before the same word in the text', () => {
  expect(first('Raadmeter')).toBe('advice-meter');
});
