import { expect, it } from 'vitest';
import { isHat, otherHatsOf } from './hat.ts';

it('has a hat for whoever evaluates or leads, and none for a teacher (C12)', () => {
  expect(otherHatsOf([])).toEqual([]);
  expect(otherHatsOf(['teacher'])).toEqual([]);
  expect(otherHatsOf(['teacher', 'manager', 'evaluator'])).toEqual(['evaluator', 'manager']);
});

it('knows a hat from anything else', () => {
  expect(['coach', 'evaluator', 'manager'].every(isHat)).toBe(true);
  expect(['', 'teacher', 'Coach', null, 1].some(isHat)).toBe(false);
});
