import { join } from 'node:path';
import * as v from 'valibot';
import { type AgreementField, fieldKinds } from '#lib/domain/agreement/agreement.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { ContentError, fields, filledList, oneOf, words, yesOrNo } from './content-error.ts';
import { inEachLanguage, readJson } from './read-content.ts';

/** A field is kept under its id: it is never shown, and never used again for something else. */
const slug = v.pipe(words, v.regex(/^[a-z]+(-[a-z]+)*$/, 'must be English words with - between them'));

/** fields.json: what a working agreement is about, in the order in which both read it. */
const fieldsSchema = fields({
  fields: v.pipe(
    filledList(
      fields({
        id: slug,
        /** Under which heading it stands; fields of one group follow each other. */
        group: slug,
        /** text: own words. evaluation: what goes to an evaluation. contacts: own words beside what the coach declared. review: a day. */
        kind: oneOf(fieldKinds),
        /** true: an agreement cannot be kept without it. */
        mandatory: yesOrNo
      })
    ),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'has the same id twice'),
    v.check((list) => hasOne(list, 'evaluation'), 'needs exactly one field of kind evaluation, and it must be mandatory (C13)'),
    v.check((list) => hasOne(list, 'contacts'), 'needs exactly one field of kind contacts, and it must be mandatory (C14)'),
    v.check((list) => hasOne(list, 'review'), 'needs exactly one field of kind review, and it must be mandatory')
  )
});

function hasOne(list: readonly AgreementField[], kind: AgreementField['kind']): boolean {
  const found = list.filter((field) => field.kind === kind);
  return found.length === 1 && found.every(({ mandatory }) => mandatory);
}

/** nl.json and en.json: what the fields are called, one line of help, and the text they begin with ('' where there is none). */
const wordsSchema = fields({
  groups: v.record(v.string(), words, 'must be a group with one entry per group of fields.json'),
  fields: v.record(
    v.string(),
    fields({
      label: words,
      help: words,
      text: v.pipe(
        v.string('must be words between quotes'),
        v.check((text) => text.trim() === text, 'has a space at its beginning or end')
      )
    }),
    'must be a group with one entry per field'
  )
});

export type AgreementWords = v.InferOutput<typeof wordsSchema>;

/** The working agreement on the shelf. */
export type AgreementOnShelf = { fields: readonly AgreementField[]; words: Record<Locale, AgreementWords> };

/** Reads the folder of the working agreement. Throws ContentError with every field and its reason. */
export function readAgreementFields(folder: string): AgreementOnShelf {
  const { fields: list } = readJson(folder, 'fields.json', fieldsSchema);
  return { fields: list, words: inEachLanguage((language) => readWords(folder, `${language}.json`, list)) };
}

function readWords(folder: string, name: string, list: readonly AgreementField[]): AgreementWords {
  const found = readJson(folder, name, wordsSchema);
  const faults = [
    ...faultsBetween(
      'fields',
      list.map(({ id }) => id),
      Object.keys(found.fields)
    ),
    ...faultsBetween('groups', [...new Set(list.map(({ group }) => group))], Object.keys(found.groups))
  ];
  if (faults.length > 0) throw new ContentError(faults.map((fault) => ({ file: join(folder, name), ...fault })));
  return found;
}

function faultsBetween(part: string, asked: readonly string[], said: readonly string[]): { field: string; reason: string }[] {
  return [
    ...asked.filter((id) => !said.includes(id)).map((id) => ({ field: `${part}.${id}`, reason: 'is missing' })),
    ...said.filter((id) => !asked.includes(id)).map((id) => ({ field: `${part}.${id}`, reason: 'is not in fields.json' }))
  ];
}
