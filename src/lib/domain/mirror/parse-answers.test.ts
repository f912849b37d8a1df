import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAnswers } from './parse-answers.ts';

const instrument = { items: ['SE1', 'CA2', 'AU1'].map((id) => ({ id, leg: 'career' as const, facet: 'x', core: true })) };

it('reads the five answers as numbers', () => {
  expect(parseAnswers(instrument, { SE1: '1', CA2: '5', AU1: '3' })).toEqual({ answers: { SE1: 1, CA2: 5, AU1: 3 } });
});

it('reads "did not come up" as null, which is an answer and not a zero', () => {
  expect(parseAnswers(instrument, { SE1: 'na' })).toEqual({ answers: { SE1: null } });
});

it('gives an item without an answer no entry', () => {
  expect(parseAnswers(instrument, { SE1: '', CA2: undefined, AU1: null })).toEqual({ answers: {} });
});

it('ignores fields that are no item', () => {
  expect(parseAnswers(instrument, { SE1: '2', period: '90', toString: 'x' })).toEqual({ answers: { SE1: 2 } });
});

it.each(['0', '6', '3.5', ' 3', '03', 'often', 'NA', '-1', 3, true, ['3'], {}, Number.NaN])(
  'voids the form on %j and names the item',
  (value) => {
    expect(parseAnswers(instrument, { SE1: '2', CA2: value })).toEqual({ problems: ['CA2'] });
  }
);

it('names all problems in the order of the instrument', () => {
  expect(parseAnswers(instrument, { AU1: '9', SE1: 'x', CA2: '4' })).toEqual({ problems: ['SE1', 'AU1'] });
});

it('does not take an answer from the prototype of the form', () => {
  const inherited: Record<string, unknown> = Object.create({ SE1: '5' }) as Record<string, unknown>; // as: create knows no type
  expect(parseAnswers(instrument, inherited)).toEqual({ answers: {} });
});

it('never lets anything through but one to five and null', () => {
  const value = fc.oneof(fc.constantFrom('1', '2', '3', '4', '5', 'na', ''), fc.string(), fc.anything());
  fc.assert(
    fc.property(fc.record({ SE1: value, CA2: value, AU1: value }), (form) => {
      const parsed = parseAnswers(instrument, form);
      const answers = 'answers' in parsed ? Object.values(parsed.answers) : [];
      expect(answers.every((answer) => [1, 2, 3, 4, 5, null].includes(answer))).toBe(true);
    })
  );
});
