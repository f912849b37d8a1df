import { expect, it } from 'vitest';
import type { AgreementField } from './agreement.ts';
import { longestText } from './agreement-form.ts';
import { parseTemplate, templateFields } from './parse-template.ts';

const fields: readonly AgreementField[] = [
  { id: 'purpose', group: 'start', kind: 'text', mandatory: false },
  { id: 'evaluation', group: 'outside', kind: 'evaluation', mandatory: true },
  { id: 'contacts', group: 'outside', kind: 'contacts', mandatory: true },
  { id: 'review', group: 'change', kind: 'review', mandatory: true }
];
const own = { purpose: ['Groeien.', 'To grow.'], contacts: ['Niemand.', 'Nobody.'] };

it('lets a programme choose texts, and never what goes to an evaluation (C10, C13)', () => {
  expect(templateFields(fields).map(({ id }) => id)).toEqual(['purpose', 'contacts']);
  const form = { purpose: ' Leren. ', contacts: '', evaluation: 'kinds', 'evaluation-words': 'Alles.', review: '2027-05-22' };
  expect(parseTemplate(fields, form, own)).toEqual({ texts: { purpose: 'Leren.' }, tooLong: [] });
});

it('keeps no text that is our own, in whichever language: the pair then reads it in its own', () => {
  expect(parseTemplate(fields, { purpose: 'Groeien.', contacts: 'Nobody.' }, own).texts).toEqual({});
});

it('says which fields hold too much', () => {
  expect(parseTemplate(fields, { purpose: 'x'.repeat(longestText + 1) }, own).tooLong).toEqual(['purpose']);
});
