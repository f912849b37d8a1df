import { expect, test } from 'vitest';
import { isAdviceToSpeakOf, type LookBack, parseLookBack } from './look-back.ts';

const nothing: LookBack = { hatClarity: null, adviceGiven: null, adviceWished: null, legs: [], takeAlong: null };

test('a look back holds what was answered, and the legs in their usual order', () => {
  const parsed = parseLookBack({ hatClarity: '4', adviceGiven: '2', adviceWished: '9', takeAlong: ' Bellen ' }, ['career', 'network', 'x']);
  expect(parsed).toEqual({
    lookBack: { hatClarity: 4, adviceGiven: 2, adviceWished: null, legs: ['network', 'career'], takeAlong: 'Bellen' }
  });
});

test('a look back without a single answer is not handed in', () => {
  expect(parseLookBack({}, [])).toEqual({ problems: { all: 'empty' } });
});

test('one answer is enough', () => {
  expect(parseLookBack({ adviceGiven: '0' }, [])).toEqual({ lookBack: { ...nothing, adviceGiven: 0 } });
  expect(parseLookBack({}, ['network'])).toEqual({ lookBack: { ...nothing, legs: ['network'] } });
});

test('the coach gets a nudge when advice was more than the coachee wished, and only then (C11)', () => {
  expect(isAdviceToSpeakOf({ ...nothing, adviceGiven: 2, adviceWished: 1 })).toBe(true);
  expect(isAdviceToSpeakOf({ ...nothing, adviceGiven: 4, adviceWished: 4 })).toBe(false);
  expect(isAdviceToSpeakOf({ ...nothing, adviceGiven: 1, adviceWished: 2 })).toBe(false);
});

test('what was not answered gives no nudge', () => {
  expect(isAdviceToSpeakOf({ ...nothing, adviceGiven: 4 })).toBe(false);
  expect(isAdviceToSpeakOf(nothing)).toBe(false);
});
