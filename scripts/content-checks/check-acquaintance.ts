import { join } from 'node:path';
import { readAcquaintance } from '#lib/content/acquaintance.ts';
import type { ContentFault } from '#lib/content/content-error.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { faultsOfWords } from './plain-words.ts';

/** How long, in words: a question is read aloud from a card, a topic is ticked at a glance. */
const longest = { question: 20, topic: 7, title: 6 };
/** What is told of a way of meeting takes about as much room as of any other: none looks like the one that is meant (C21). */
const roomForAWay = { from: 11, to: 20 };

/** What is wrong with the ways of meeting, the topics and the question cards; a broken file is thrown as ContentError. */
export function checkAcquaintance(root: string): ContentFault[] {
  const { words, deck } = readAcquaintance(root);
  return locales.flatMap((language) => [
    ...faultsIn({ file: join(root, `content/acquaintance/${language}.json`), language }, [
      ...Object.entries(words[language].ways).flatMap(([id, { title, about }]) => [
        { field: `ways.${id}.title`, text: title, from: 1, to: longest.title },
        { field: `ways.${id}.about`, text: about, ...roomForAWay }
      ]),
      ...Object.entries(words[language].groups).map(([id, text]) => ({ field: `groups.${id}`, text, from: 1, to: longest.topic })),
      ...Object.entries(words[language].topics).map(([id, text]) => ({ field: `topics.${id}`, text, from: 1, to: longest.topic }))
    ]),
    ...faultsIn(
      { file: join(root, `content/question-cards/${language}.json`), language },
      Object.entries(deck.words[language].cards).map(([id, text]) => ({ field: `cards.${id}`, text, from: 3, to: longest.question }))
    )
  ]);
}

type Text = { field: string; text: string; from: number; to: number };

function faultsIn({ file, language }: { file: string; language: Locale }, texts: readonly Text[]): ContentFault[] {
  return texts.flatMap(({ field, text, from, to }) => {
    const count = text.split(/\s+/).length;
    const size = count >= from && count <= to ? [] : [`has ${count} words; ${from} to ${to} fit`];
    return [...size, ...faultsOfWords(text, language)].map((reason) => ({ file, field, reason }));
  });
}
