import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { faultsOfWords } from './plain-words.ts';

type Messages = Readonly<Record<string, string>>;
const folder = 'src/lib/i18n/messages';
/** Messages that must name what others may not say: the book's names of the legs, and pronouns to choose from. */
const namesThings = /^leg_book_|_pronouns/;

/** What is wrong with the messages of the screens, and which of them nobody says. */
export function checkMessages(root: string): ContentFault[] {
  const files = readdirSync(join(root, folder)).sort();
  const places = [...new Set(files.map((file) => file.split('.')[0] ?? ''))];
  const said = readSource(join(root, 'src')).join('\n');
  return [...places.flatMap((place) => checkPlace(root, place, said)), ...saidTwice(root, places)];
}

/** The two languages of one place: `pair.nl.json` and `pair.en.json`. */
function checkPlace(root: string, place: string, said: string): ContentFault[] {
  const [nl, en] = locales.map((language) => ({
    language,
    file: fileOf(place, language),
    messages: readMessages(root, fileOf(place, language))
  }));
  if (!nl || !en) return [];
  return [...faultsBetween(nl, en), ...faultsBetween(en, nl), ...faultsWithin(nl), ...faultsWithin(en), ...unsaid(nl, said)];
}

type Spoken = { language: Locale; file: string; messages: Messages };

function fileOf(place: string, language: Locale): string {
  return `${folder}/${place}.${language}.json`;
}

function readMessages(root: string, file: string): Messages {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')) as Messages; // its shape is the type of `m`
  } catch (cause) {
    throw new ContentError([{ file, field: 'the whole file', reason: `is missing or is no JSON (${String(cause)})` }]);
  }
}

/** A key belongs to one place: the second would silently win. */
function saidTwice(root: string, places: readonly string[]): ContentFault[] {
  const all = places.flatMap((place) =>
    Object.keys(readMessages(root, fileOf(place, 'nl'))).map((field) => ({ file: fileOf(place, 'nl'), field }))
  );
  const first = new Map(all.toReversed().map(({ file, field }) => [field, file]));
  return all
    .filter(({ file, field }) => first.get(field) !== file)
    .map((twice) => ({ ...twice, reason: `stands in ${first.get(twice.field) ?? ''} too` }));
}

/** What a language lacks beside the other: a message, or a {place} in it. */
function faultsBetween({ file, messages }: Spoken, other: Spoken): ContentFault[] {
  return Object.entries(other.messages).flatMap(([field, text]) => {
    const here = messages[field];
    if (here === undefined) return [{ file, field, reason: 'is missing; the other language has it' }];
    const missing = placesIn(text).filter((place) => !placesIn(here).includes(place) && !isSpelledOut(field, place));
    return missing.map((place) => ({ file, field, reason: `lacks {${place}}, which the other language has` }));
  });
}

/** "One day" may be written without its number. */
function isSpelledOut(field: string, place: string): boolean {
  return field.endsWith('_one') && place === 'count';
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function faultsWithin({ language, file, messages }: Spoken): ContentFault[] {
  return Object.entries(messages).flatMap(([field, text]) => {
    const partner = partnerOf(field);
    const reasons = [
      ...(/^[a-z0-9]+(_[a-z0-9]+)*$/.test(field) ? [] : ['must be named place_thing, in small letters']),
      ...(text.trim() === text && text !== '' ? [] : ['is empty or has a space at its beginning or end']),
      ...(partner === null || partner in messages ? [] : [`needs ${partner} beside it`]),
      ...(namesThings.test(field) ? [] : faultsOfWords(text, language))
    ];
    return reasons.map((reason) => ({ file, field, reason }));
  });
}

function partnerOf(field: string): string | null {
  if (field.endsWith('_one')) return `${field.slice(0, -4)}_other`;
  return null;
}

/** Messages nobody says: named nowhere in src, nor by a name that is completed there (`leg_${...}`). */
function unsaid({ file, messages }: Spoken, source: string): ContentFault[] {
  const names = new Set(source.match(/[a-z0-9]+(?:_[a-z0-9]+)+/g));
  const beginnings = [...source.matchAll(/`([a-z0-9]+(?:_[a-z0-9]+)*_)\$\{/g)].map((match) => match[1] ?? '');
  return Object.keys(messages)
    .filter((field) => {
      const base = field.replace(/_(one|other)$/, '');
      return !names.has(field) && !names.has(base) && !beginnings.some((beginning) => field.startsWith(beginning));
    })
    .map((field) => ({ file, field, reason: 'is said nowhere; take it out of both languages' }));
}

function readSource(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
