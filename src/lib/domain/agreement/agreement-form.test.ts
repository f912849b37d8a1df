import { expect, it } from 'vitest';
import { type AgreementContent, type AgreementField, saysTheSame } from './agreement.ts';
import { longestText, parseAgreement, readValues, toValues } from './agreement-form.ts';

const fields: readonly AgreementField[] = [
  { id: 'purpose', group: 'start', kind: 'text', mandatory: false },
  { id: 'evaluation', group: 'outside', kind: 'evaluation', mandatory: true },
  { id: 'contacts', group: 'outside', kind: 'contacts', mandatory: true },
  { id: 'confidentiality', group: 'outside', kind: 'text', mandatory: true },
  { id: 'review', group: 'change', kind: 'review', mandatory: true }
];
const today = '2026-11-22';
const filled = {
  purpose: '',
  evaluation: 'nothing',
  'evaluation-words': '',
  contacts: 'Niemand.',
  confidentiality: 'Alles.',
  review: '2027-05-22'
};
const problemsOf = (change: Record<string, string>) => {
  const parsed = parseAgreement(fields, { ...filled, ...change }, today);
  return 'problems' in parsed ? parsed.problems : {};
};

it('reads an agreement from its form, and fills the form from it again', () => {
  const parsed = parseAgreement(fields, filled, today);
  const content: AgreementContent = {
    texts: { purpose: '', evaluation: '', contacts: 'Niemand.', confidentiality: 'Alles.' },
    evaluation: 'nothing',
    reviewOn: '2027-05-22'
  };
  expect(parsed).toEqual({ content });
  expect(toValues(fields, content)).toEqual(filled);
});

it('never leaves open what goes to an evaluation, nor which kinds (C13)', () => {
  expect(problemsOf({ evaluation: '' })).toEqual({ evaluation: 'missing' });
  expect(problemsOf({ evaluation: 'everything' })).toEqual({ evaluation: 'missing' });
  expect(problemsOf({ evaluation: 'kinds' })).toEqual({ 'evaluation-words': 'missing' });
  expect(problemsOf({ evaluation: 'other', 'evaluation-words': 'Een verslag.' })).toEqual({});
});

it('keeps no words about an evaluation to which nothing goes (C10)', () => {
  expect(parseAgreement(fields, { ...filled, 'evaluation-words': 'Een verslag.' }, today)).toMatchObject({
    content: { evaluation: 'nothing', texts: { evaluation: '' } }
  });
});

it('asks for who knows what and for the limits of confidentiality, and for nothing else (C13, C14)', () => {
  expect(problemsOf({ contacts: '', confidentiality: '' })).toEqual({ contacts: 'missing', confidentiality: 'missing' });
  expect(problemsOf({ purpose: '' })).toEqual({});
});

it('wants to be read again on a day to come', () => {
  for (const review of ['', today, '2026-11-21', '2027-02-30', 'later']) expect(problemsOf({ review })).toEqual({ review: 'day' });
  expect(problemsOf({ review: '2026-11-23' })).toEqual({});
});

it('takes a page and a half per field', () => {
  expect(problemsOf({ purpose: 'x'.repeat(longestText) })).toEqual({});
  expect(problemsOf({ purpose: 'x'.repeat(longestText + 1) })).toEqual({ purpose: 'long' });
  expect(problemsOf({ evaluation: 'kinds', 'evaluation-words': 'x'.repeat(longestText + 1) })).toEqual({ 'evaluation-words': 'long' });
});

it('reads what was sent with one kind of line end, and nothing that is no input of the form', () => {
  const read = readValues(fields, { purpose: ' a\r\nb\rc ', review: 3, stranger: 'x', __proto__: { contacts: 'x' } });
  expect(read).toEqual({ purpose: 'a\nb\nc', evaluation: '', 'evaluation-words': '', contacts: '', confidentiality: '', review: '' });
});

it('knows when two agreements say the same, also when a field is newer than one of them', () => {
  const one: AgreementContent = { texts: { purpose: 'x' }, evaluation: 'nothing', reviewOn: '2027-05-22' };
  expect(saysTheSame(one, { ...one, texts: { purpose: 'x', notes: '' } })).toBe(true);
  expect(saysTheSame(one, { ...one, texts: { purpose: 'x', notes: 'y' } })).toBe(false);
  expect(saysTheSame(one, { ...one, evaluation: 'kinds' })).toBe(false);
  expect(saysTheSame(one, { ...one, reviewOn: '2027-05-23' })).toBe(false);
});
