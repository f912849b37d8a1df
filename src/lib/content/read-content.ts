import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import { type Locale, locales } from '#lib/i18n/locale.ts';
import { ContentError, parseJson } from './content-error.ts';

/** Reads a JSON file through its schema. Throws ContentError with every field and its reason. */
export function readJson<S extends v.GenericSchema>(folder: string, name: string, schema: S): v.InferOutput<S> {
  return parseJson(schema, readText(folder, name), join(folder, name));
}

/** The text of a file. Throws ContentError when it is missing. */
export function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    throw new ContentError([{ file: join(folder, name), field: 'the whole file', reason: 'is missing' }]);
  }
}

/** The words of every language, each read by `read`. */
export function inEachLanguage<T>(read: (language: Locale) => T): Record<Locale, T> {
  const [nl, en] = locales;
  return { nl: read(nl), en: read(en) };
}
