import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AgreementField } from './agreement.ts';
import { compareDrafts, takeTheirs } from './compare-drafts.ts';

const fields: readonly AgreementField[] = [
  { id: 'purpose', group: 'start', kind: 'text', mandatory: false },
  { id: 'evaluation', group: 'outside', kind: 'evaluation', mandatory: true },
  { id: 'review', group: 'change', kind: 'review', mandatory: true }
];
const base = { purpose: 'p', evaluation: 'nothing', 'evaluation-words': '', review: '2027-05-22' };
const drafts = fc.record({
  purpose: fc.constantFrom('p', 'q', 'r'),
  evaluation: fc.constantFrom('nothing', 'kinds'),
  'evaluation-words': fc.constantFrom('', 'a', 'b'),
  review: fc.constantFrom('2027-05-22', '2027-06-01')
});

it('says of each field who changed it', () => {
  const mine = { ...base, purpose: 'q', review: '2027-06-01' };
  const theirs = { ...base, evaluation: 'kinds', 'evaluation-words': 'a', review: '2027-07-01' };
  expect(compareDrafts(fields, { base, mine, theirs })).toEqual({ purpose: 'mine', evaluation: 'theirs', review: 'both' });
  expect(compareDrafts(fields, { base, mine: base, theirs: base })).toEqual({ purpose: 'same', evaluation: 'same', review: 'same' });
});

it('asks about every difference when both wrote a first version', () => {
  expect(compareDrafts(fields, { base: null, mine: { ...base, purpose: 'q' }, theirs: base })).toMatchObject({
    purpose: 'both',
    review: 'same'
  });
});

it('loses no change of one of the two when the fields that only the other changed are taken over', () => {
  fc.assert(
    fc.property(drafts, drafts, (mine, theirs) => {
      const fates = compareDrafts(fields, { base, mine, theirs });
      const merged = takeTheirs(
        fields,
        { mine, theirs },
        Object.keys(fates).filter((id) => fates[id] === 'theirs')
      );
      for (const { id } of fields) {
        const isTheirs = fates[id] === 'theirs';
        expect(merged[id]).toBe(isTheirs ? theirs[id as keyof typeof theirs] : mine[id as keyof typeof mine]); // ids are keys of both
      }
    })
  );
});

it('takes a choice over together with its words', () => {
  const theirs = { ...base, evaluation: 'kinds', 'evaluation-words': 'a' };
  expect(takeTheirs(fields, { mine: { ...base, purpose: 'q' }, theirs }, ['evaluation'])).toEqual({ ...theirs, purpose: 'q' });
});
