import type { Locale } from '#lib/i18n/locale.ts';

/** Words in a sentence: on average over a whole text, and in its longest one. Dutch at B1 is shorter than English. */
const limits: Record<Locale, { mean: number; longest: number }> = { nl: { mean: 9, longest: 25 }, en: { mean: 9.5, longest: 28 } };

/** How many words a text has; numbers count, dots to write on do not. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** The sentences of Markdown, without its marks and without references between brackets; a line of a list is at least one. */
export function sentencesOf(markdown: string): string[] {
  return markdown
    .replaceAll(/\([^()\n]*\)/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:#+|>|-|\d+\.)\s*/, '').replaceAll('*', ''))
    .flatMap((line) => line.split(/(?<=[.!?][’”]?)\s+|…+|:\s/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => countWords(sentence) > 0);
}

/** Why a text is hard to read: sentences that are too long, on average or one by one. Empty when it is easy enough. */
export function faultsOfReading(markdown: string, language: Locale): string[] {
  const { mean, longest } = limits[language];
  const sentences = sentencesOf(markdown);
  const average = sentences.reduce((sum, sentence) => sum + countWords(sentence), 0) / Math.max(sentences.length, 1);
  const hard = average > mean ? [`its sentences have ${average.toFixed(1)} words on average; at most ${mean}. Make two of one`] : [];
  const long = sentences.filter((sentence) => countWords(sentence) > longest);
  return [
    ...hard,
    ...long.map((sentence) => `has a sentence of ${countWords(sentence)} words; at most ${longest}: "${sentence.slice(0, 60)}…"`)
  ];
}
