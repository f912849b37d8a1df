import { join } from 'node:path';
import { readAgreementFields } from '#lib/content/agreement-schema.ts';
import type { ContentFault } from '#lib/content/content-error.ts';
import { locales } from '#lib/i18n/locale.ts';
import { faultsOfWords } from './plain-words.ts';

/** One line beside the field, also on a phone: about two lines there. */
const longestHelp = 22;

/** What is wrong with the words of the working agreement; a broken file is thrown as ContentError. */
export function checkAgreement(root: string): ContentFault[] {
  const folder = join(root, 'content/agreement');
  const { words } = readAgreementFields(folder);
  return locales.flatMap((language) =>
    Object.entries(words[language].fields).flatMap(([id, field]) => {
      const file = join(folder, `${language}.json`);
      const count = field.help.split(/\s+/).length;
      const tooLong =
        count > longestHelp ? [{ file, field: `fields.${id}.help`, reason: `has ${count} words; at most ${longestHelp}` }] : [];
      const plain = Object.entries(field).flatMap(([part, text]) =>
        faultsOfWords(text, language).map((reason) => ({ file, field: `fields.${id}.${part}`, reason }))
      );
      return [...tooLong, ...plain];
    })
  );
}
