import { expect, it } from 'vitest';
import { declarationSentences, eitherHat } from './hat-words.ts';

const parties = { coach: 'Idris', who: 'jou' };

it('says of a coach without other roles that there are none, and never leaves out whoever evaluates (C14)', () => {
  expect(declarationSentences({ evaluatorContact: 'none', roles: [] }, parties)).toEqual([
    'Idris heeft geen contact met wie jou beoordeelt.',
    'Idris heeft geen andere rol bij jou.'
  ]);
});

it('says every declared role in a sentence of its own (C12)', () => {
  expect(declarationSentences({ evaluatorContact: 'self', roles: ['evaluator', 'manager', 'teacher'] }, parties)).toEqual([
    'Idris beoordeelt jou ook zelf.',
    'Idris geeft ook leiding aan jou.',
    'Idris geeft ook les aan jou.'
  ]);
});

it('names one hat, or either of two', () => {
  expect(eitherHat(['manager'])).toBe('leidinggevende');
  expect(eitherHat(['evaluator', 'manager'])).toBe('beoordelaar of leidinggevende');
});
