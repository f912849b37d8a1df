import { expect, it } from 'vitest';
import { isDue } from './is-due.ts';

const day = 86_400_000;
const asked = Date.UTC(2026, 0, 5);

it('asks the first time at once', () => {
  expect(isDue(null, asked)).toBe(true);
});

it('asks again after ten weeks, not a moment earlier (C4)', () => {
  expect([isDue(asked, asked + 70 * day - 1), isDue(asked, asked + 70 * day)]).toEqual([false, true]);
});

it('follows the interval that is set', () => {
  expect([isDue(asked, asked + 56 * day, 56), isDue(asked, asked + 70 * day, 84)]).toEqual([true, false]);
});

it('does not ask again when the clock stands before the last time', () => {
  expect(isDue(asked, asked - day)).toBe(false);
});
