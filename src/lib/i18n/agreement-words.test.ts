import { expect, it } from 'vitest';
import type { AgreementField } from '#lib/domain/agreement/agreement.ts';
import { evaluationWords, speakAgreement, speakValue } from './agreement-words.ts';

const fields: readonly AgreementField[] = [
  { id: 'evaluation', group: 'outside', kind: 'evaluation', mandatory: true },
  { id: 'contacts', group: 'outside', kind: 'contacts', mandatory: true },
  { id: 'notes', group: 'together', kind: 'text', mandatory: false },
  { id: 'review', group: 'change', kind: 'review', mandatory: true }
];
const words = { groups: { outside: 'Buiten', together: 'Samen', change: 'Later' }, fields: { notes: { label: 'Notities' } } };
const parties = { coach: { name: 'Anna' }, coachee: { name: 'Bo' } };
const content = {
  texts: { evaluation: '', contacts: 'Niemand weet iets.', notes: '' },
  evaluation: 'nothing',
  reviewOn: '2027-05-22'
} as const;
const textsOf = (declared: Parameters<typeof speakAgreement>[1]['declared']) =>
  Object.fromEntries(
    speakAgreement({ fields, words }, { content, declared }, parties).flatMap((group) => group.fields.map(({ id, text }) => [id, text]))
  );

it('puts a version into words, heading by heading, with what the coach declared above what both wrote (C14)', () => {
  const groups = speakAgreement({ fields, words }, { content, declared: { evaluatorContact: 'close', roles: [] } }, parties);
  expect(groups.map(({ title, fields: inside }) => [title, inside.length])).toEqual([
    ['Buiten', 2],
    ['Samen', 1],
    ['Later', 1]
  ]);
  const { contacts, notes, review } = textsOf({ evaluatorContact: 'close', roles: [] });
  expect(contacts).toMatch(/^Anna werkt nauw samen[\s\S]*\nNiemand weet iets\.$/);
  expect([notes, review]).toEqual(['', '22 mei 2027']);
  expect(textsOf(null)['contacts']).toMatch(/^Anna heeft nog niets gezegd/);
});

it('says in words what goes to an evaluation, with nothing first (C13)', () => {
  expect(evaluationWords().map(({ value }) => value)).toEqual(['nothing', 'kinds', 'other']);
  expect(textsOf(null)['evaluation']).toMatch(/^Niets\./);
  const [evaluation] = fields;
  if (!evaluation) expect.fail('no field');
  const said = (value: string) => speakValue(evaluation, { evaluation: value, 'evaluation-words': 'Het eindverslag.' });
  expect(said('nothing')).not.toContain('eindverslag');
  expect(said('kinds')).toMatch(/\nHet eindverslag\.$/);
  expect(said('')).toBe('Het eindverslag.');
});

it('shows a day that is none as it was typed', () => {
  const review = fields.at(-1);
  if (!review) expect.fail('no field');
  expect(speakValue(review, { review: 'morgen' })).toBe('morgen');
});
