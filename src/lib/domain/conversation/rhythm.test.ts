import { expect, test } from 'vitest';
import fc from 'fast-check';
import { isOverdue, nextInRhythm, parseRhythm, rhythmOf } from './rhythm.ts';

const day = 24 * 60 * 60 * 1000;

test('a pair keeps its own rhythm, else that of the programme, else the usual one of its world (C33)', () => {
  expect(rhythmOf({ pair: 14, programme: 28, world: 'work' })).toBe(14);
  expect(rhythmOf({ pair: null, programme: 28, world: 'work' })).toBe(28);
  expect(rhythmOf({ pair: null, programme: null, world: 'work' })).toBe(91);
  expect(rhythmOf({ pair: null, programme: null, world: 'education' })).toBe(35);
});

test('the next talk falls on the same weekday as the rhythm says, and never in the past', () => {
  expect(nextInRhythm(0, 35, 10 * day)).toBe(35 * day);
  expect(nextInRhythm(0, 35, 40 * day)).toBe(42 * day);
  fc.assert(
    fc.property(fc.integer({ min: 7, max: 190 }), fc.integer({ min: 0, max: 2_000 }), (rhythm, days) => {
      const next = nextInRhythm(0, rhythm, days * day);
      return next > days * day && (next - rhythm * day) % (7 * day) === 0;
    })
  );
});

test('a pair is overdue only after one and a half times its rhythm (C33)', () => {
  expect(isOverdue(0, 30, 45 * day)).toBe(false);
  expect(isOverdue(0, 30, 45 * day + 1)).toBe(true);
});

test('a rhythm is a whole number of days within bounds', () => {
  expect(['7', ' 35 ', '190'].map(parseRhythm)).toEqual([7, 35, 190]);
  expect(['6', '191', '3.5', '', 'x', undefined].map(parseRhythm)).toEqual([null, null, null, null, null, null]);
});
