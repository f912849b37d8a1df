import type { Locale } from '#lib/i18n/locale.ts';

/** An ending that is taken off, what comes in its place, and how many letters must stand before it. */
type Ending = readonly [ending: string, instead: string, before: number];

/** The first that fits is taken, in order; then the next row of endings has its turn. */
const endings: Record<Locale, readonly (readonly Ending[])[]> = {
  nl: [
    [
      ['heden', '', 3],
      ['heid', '', 3],
      ['ingen', '', 4],
      ['ing', '', 4],
      ['tje', '', 4],
      ['eren', '', 4],
      ['eer', '', 4],
      ['en', '', 3],
      ['s', '', 4],
      ['e', '', 3]
    ],
    [
      ['d', 't', 3],
      ['v', 'f', 2],
      ['z', 's', 2]
    ]
  ],
  en: [
    [
      ['ations', 'at', 4],
      ['ation', 'at', 4],
      ['ements', '', 4],
      ['ement', '', 4],
      ['ments', '', 4],
      ['ment', '', 4],
      ['nesses', '', 3],
      ['ness', '', 3],
      ['ings', '', 3],
      ['ing', '', 3],
      ['ers', '', 4],
      ['er', '', 4],
      ['ies', 'y', 2],
      ['ed', '', 3],
      ['es', '', 3],
      ['ly', '', 5],
      ['s', '', 3],
      ['e', '', 3]
    ],
    [['e', '', 3]]
  ]
};

/**
 * The stem of a word as `wordsOf` gives it, so that "netwerken" finds "netwerk" and "goals" finds "goal".
 *
 * Light: it takes off the common endings and knows no words, so it joins some that differ. A doubled letter becomes one:
 * "maan" and "manen", "planning" and "plan" then meet.
 */
export function stem(word: string, language: Locale): string {
  const bare = endings[language].reduce(withoutEnding, word);
  return bare.replaceAll(/(\p{L})\1/gu, '$1');
}

function withoutEnding(word: string, row: readonly Ending[]): string {
  const found = row.find(([ending, , before]) => word.endsWith(ending) && word.length - ending.length >= before);
  return found ? word.slice(0, -found[0].length) + found[1] : word;
}
