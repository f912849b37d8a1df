import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseAgreement, toValues } from '#lib/domain/agreement/agreement-form.ts';
import { locales } from '#lib/i18n/locale.ts';
import { readAgreementFields } from './agreement-schema.ts';
import { ContentError } from './content-error.ts';

const own = 'content/agreement';
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** What is said about a copy of our own folder in which something was changed. */
function faultsAfter(file: string, from: string | RegExp, to: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-agreement-'));
  copies.push(folder);
  cpSync(own, folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  try {
    readAgreementFields(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.faults.map(({ field, reason }) => `${field} | ${reason}`);
  }
}

it('holds the fifteen fields in both languages, each with its help', () => {
  const { fields, words } = readAgreementFields(own);
  expect(fields.map(({ id }) => id)).toEqual([
    'purpose',
    'hats',
    'evaluation',
    'contacts',
    'confidentiality',
    'coachee-expects',
    'coach-expects',
    'rhythm',
    'advice',
    'closeness',
    'notes',
    'third-parties',
    'bond',
    'stopping',
    'review'
  ]);
  for (const language of locales) expect(Object.keys(words[language].fields)).toEqual(fields.map(({ id }) => id));
});

it('begins with the two lines of the book: help with learning goals and action plans, and openness (C16)', () => {
  const { words } = readAgreementFields(own);
  expect(words.nl.fields['coachee-expects']?.text).toContain('hulp bij leerdoelen en actieplannen');
  expect(words.nl.fields['coach-expects']?.text).toContain('de coachee open is');
  expect(words.en.fields['coachee-expects']?.text).toContain('help with learning goals and action plans');
  expect(words.en.fields['coach-expects']?.text).toContain('the coachee to be open');
});

it('makes exactly three things mandatory, and the day on which it is read again (C13, C14)', () => {
  expect(
    readAgreementFields(own)
      .fields.filter(({ mandatory }) => mandatory)
      .map(({ id }) => id)
  ).toEqual(['evaluation', 'contacts', 'confidentiality', 'review']);
});

it('begins with an agreement that can be kept as it is, and of which nothing goes to an evaluation (C10, C13)', () => {
  const { fields, words } = readAgreementFields(own);
  for (const language of locales) {
    const texts = Object.fromEntries(fields.map(({ id }) => [id, words[language].fields[id]?.text ?? '']));
    const values = toValues(fields, { texts, evaluation: 'nothing', reviewOn: '2027-05-22' });
    expect(parseAgreement(fields, values, '2026-11-22')).toMatchObject({ content: { evaluation: 'nothing' } });
  }
});

it.each<[string, [file: string, from: string | RegExp, to: string], string[]]>([
  ['a field without words', ['en.json', '"notes"', '"note"'], ['fields.notes | is missing', 'fields.note | is not in fields.json']],
  [
    'a group without a heading',
    ['nl.json', '"together"', '"apart"'],
    ['groups.together | is missing', 'groups.apart | is not in fields.json']
  ],
  [
    'a kind that is none',
    ['fields.json', '"kind": "contacts"', '"kind": "contact"'],
    ['fields.3.kind | must be one of: text, evaluation, contacts, review']
  ],
  [
    'an evaluation that can be left open (C13)',
    ['fields.json', '"kind": "evaluation", "mandatory": true', '"kind": "evaluation", "mandatory": false'],
    ['fields | needs exactly one field of kind evaluation, and it must be mandatory (C13)']
  ],
  [
    'no field for contacts with an evaluator (C14)',
    ['fields.json', '"kind": "contacts"', '"kind": "text"'],
    ['fields | needs exactly one field of kind contacts, and it must be mandatory (C14)']
  ],
  ['the same field twice', ['fields.json', '"id": "notes"', '"id": "bond"'], ['fields | has the same id twice']],
  ['help that is empty', ['en.json', /"help": "Agree who writes[^"]*"/, '"help": ""'], ['fields.notes.help | is empty']]
])('refuses %s', (_name, change, faults) => {
  expect(faultsAfter(...change)).toEqual(faults);
});
