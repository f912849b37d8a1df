import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { type MirrorWords, type NeedsWords, readInstrument } from '#lib/content/instrument-schema.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { faultsOfItem } from './plain-words.ts';

const longestItem = 16;
const longestNeed = 25;
/** How a mirrored item begins: the same act, said by the one and about the other. */
const openings: Record<Locale, { coach: string; coachee: string }> = {
  nl: { coach: 'Ik ', coachee: 'Mijn coach ' },
  en: { coach: 'I ', coachee: 'My coach ' }
};

/** What is wrong with the questionnaires on the shelf. */
export function checkInstruments(root: string): ContentFault[] {
  const shelf = join(root, 'content/instruments');
  return readdirSync(shelf).flatMap((id) => checkInstrument(join(shelf, id)));
}

function checkInstrument(folder: string): ContentFault[] {
  try {
    const read = readInstrument(folder);
    if (read.kind === 'mirror') return locales.flatMap((language) => faultsOfMirror(folder, language, read.entry.words[language]));
    return locales.flatMap((language) => faultsOfNeeds(folder, language, read.entry.words[language]));
  } catch (error) {
    if (error instanceof ContentError) return [...error.faults];
    throw error;
  }
}

function faultsOfMirror(folder: string, language: Locale, words: MirrorWords): ContentFault[] {
  const file = join(folder, `${language}.json`);
  const opening = openings[language];
  return Object.entries(words.items).flatMap(([id, versions]) =>
    (['coach', 'coachee'] as const).flatMap((side) => {
      const begins = versions[side].startsWith(opening[side]) ? [] : [`must begin with "${opening[side]}"`];
      const reasons = [...begins, ...faultsOfItem(versions[side], language, longestItem)];
      return reasons.map((reason) => ({ file, field: `items.${id}.${side}`, reason }));
    })
  );
}

function faultsOfNeeds(folder: string, language: Locale, words: NeedsWords): ContentFault[] {
  const file = join(folder, `${language}.json`);
  return Object.entries(words.items).flatMap(([id, text]) =>
    faultsOfItem(text, language, longestNeed).map((reason) => ({ file, field: `items.${id}`, reason }))
  );
}
