import { expect, it } from 'vitest';
import { stem } from './stem.ts';
import { isSilent, wordsOf } from './words-of.ts';

it.each([
  ['nl', ['netwerk', 'netwerken']],
  ['nl', ['maan', 'manen']],
  ['nl', ['brief', 'brieven']],
  ['nl', ['beoordelen', 'beoordeling', 'beoordelingen']],
  ['en', ['goal', 'goals']],
  ['en', ['plan', 'planning', 'planned']],
  ['en', ['supply', 'supplies']],
  ['en', ['negotiate', 'negotiation', 'negotiations']]
] as const)('brings forms of one word together in %s: %j', (language, forms) => {
  expect(new Set(forms.map((form) => stem(form, language))).size).toBe(1);
});

it.each([
  ['nl', 'doel', 'doen'],
  ['en', 'goal', 'goat'],
  ['en', 'boss', 'bossy']
] as const)('keeps other words apart in %s: %s and %s', (language, one, other) => {
  expect(stem(one, language)).not.toBe(stem(other, language));
});

it('leaves short words alone', () => {
  expect(['nee', 'en', 'cv'].map((word) => stem(word, 'nl'))).toEqual(['ne', 'en', 'cv']);
});

it('takes a text apart into words without accents, capitals or marks', () => {
  expect(wordsOf("Ré-sumé: 'één' ÏJsje, 3x!")).toEqual(['re', 'sume', 'een', 'ijsje', '3x']);
  expect(wordsOf(' … ')).toEqual([]);
});

it('hears "no" and "nee", and not the words around them', () => {
  expect([isSilent('no', 'en'), isSilent('nee', 'nl'), isSilent('the', 'en'), isSilent('de', 'nl')]).toEqual([false, false, true, true]);
});
