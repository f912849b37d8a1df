import { join } from 'node:path';
import type { ContentFault } from '#lib/content/content-error.ts';
import { readMatching } from '#lib/content/matching.ts';
import { locales } from '#lib/i18n/locale.ts';
import { faultsOfWords } from './plain-words.ts';

/** How long, in words: a tag is ticked at a glance, a question is read once. */
const longest = { tag: 7, question: 14, statement: 10 };

/** What is wrong with the lists and questions of the match; a broken file is thrown as ContentError. */
export function checkMatching(root: string): ContentFault[] {
  const { words } = readMatching(root);
  return locales.flatMap((language) => {
    const { tags, questions, working } = words[language];
    const texts = [
      ...Object.entries(tags).map(([id, text]) => ({ field: `tags.${id}`, text, most: longest.tag })),
      ...Object.entries(questions).flatMap(([id, asked]) =>
        Object.entries(asked).map(([side, text]) => ({ field: `questions.${id}.${side}`, text, most: longest.question }))
      ),
      ...working.flatMap((two, at) =>
        Object.entries(two).map(([side, text]) => ({ field: `working.${at}.${side}`, text, most: longest.statement }))
      )
    ];
    return texts.flatMap(({ field, text, most }) => {
      const count = text.split(/\s+/).length;
      const size = count <= most ? [] : [`has ${count} words; at most ${most} fit`];
      const file = join(root, `content/matching/${language}.json`);
      return [...size, ...faultsOfWords(text, language)].map((reason) => ({ file, field, reason }));
    });
  });
}
