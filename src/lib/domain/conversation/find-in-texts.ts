/** A text that can be found, with what it belongs to. */
export type Findable<Entry> = { readonly entry: Entry; readonly text: string; readonly at: number };

/** A text that was found. `excerpt`: the part around the first word, in pieces; `isHit` says which pieces are the words. */
export type Found<Entry> = { readonly entry: Entry; readonly excerpt: readonly { readonly text: string; readonly isHit: boolean }[] };

const excerptBefore = 60;
const excerptAfter = 140;
const mostFound = 100;
/** Nobody asks for more; a page of words would keep everybody else waiting. */
const longestQuestion = 200;
const mostWords = 10;

/** Finds every text that holds all words of the question, as the beginning of a word, whatever the case or accents; newest first. */
export function findInTexts<Entry>(question: string, texts: readonly Findable<Entry>[]): Found<Entry>[] {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  const found = texts.flatMap((candidate) => {
    const hits = hitsOf(candidate.text, words);
    return hits === null ? [] : [{ candidate, hits }];
  });
  return found
    .toSorted((one, other) => other.candidate.at - one.candidate.at)
    .slice(0, mostFound)
    .map(({ candidate, hits }) => ({ entry: candidate.entry, excerpt: excerptOf(candidate.text, hits) }));
}

/** The different words of a question, the first few of them. */
function wordsOf(question: string): string[] {
  const words = plain(question.slice(0, longestQuestion)).text.split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter((word) => word !== '').slice(0, mostWords);
}

type Span = { from: number; to: number };

/** Where the words stand in the text as it was written; null when one of them is not there. */
function hitsOf(text: string, words: readonly string[]): Span[] | null {
  const { text: searched, origin } = plain(text);
  const spans: Span[][] = [];
  for (const word of words) {
    const of = spansOf(searched, word);
    if (of.length === 0) return null;
    spans.push(of);
  }
  const inText = ({ from, to }: Span) => ({ from: origin[from] ?? 0, to: origin[to] ?? text.length });
  return spans
    .flat()
    .map(inText)
    .toSorted((one, other) => one.from - other.from);
}

function spansOf(searched: string, word: string): Span[] {
  const spans: Span[] = [];
  for (let from = searched.indexOf(word); from !== -1; from = searched.indexOf(word, from + word.length)) {
    if (from === 0 || !/[\p{L}\p{N}]/u.test(searched[from - 1] ?? '')) spans.push({ from, to: from + word.length });
  }
  return spans;
}

/** The text without accents and capitals; `origin` says where each of its characters stood. */
function plain(text: string): { text: string; origin: number[] } {
  let searched = '';
  const origin: number[] = [];
  let index = 0;
  for (const character of text) {
    const bare = character.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    searched += bare;
    origin.push(...Array<number>(bare.length).fill(index));
    index += character.length;
  }
  return { text: searched, origin };
}

function excerptOf(text: string, hits: readonly Span[]): Found<unknown>['excerpt'] {
  const first = hits[0]?.from ?? 0;
  const [start, end] = [Math.max(0, first - excerptBefore), Math.min(text.length, first + excerptAfter)];
  const pieces: { text: string; isHit: boolean }[] = [];
  let at = start;
  for (const { from, to } of hits.filter((hit) => hit.from >= start && hit.to <= end)) {
    if (from < at) continue;
    pieces.push(
      { text: (at === start && start > 0 ? '… ' : '') + text.slice(at, from), isHit: false },
      { text: text.slice(from, to), isHit: true }
    );
    at = to;
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? ' …' : ''), isHit: false });
  return pieces.filter((piece) => piece.text !== '');
}
