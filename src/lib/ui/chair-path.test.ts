import { expect, it } from 'vitest';
import { toPoints, toRoundedPath } from './chair-path.ts';

const square = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
  { x: 0, y: 100 }
];

it('writes points as an attribute', () => {
  expect(toPoints(square.slice(0, 2))).toBe('0,0 100,0');
});

it('rounds every corner off and closes the path', () => {
  expect(toRoundedPath(square, 10)).toBe('M0 10Q0 0 10 0L90 0Q100 0 100 10L100 90Q100 100 90 100L10 100Q0 100 0 90Z');
});

it('rounds a short side off by less, so that its two corners do not meet', () => {
  const bar = [square[0], { x: 10, y: 0 }, { x: 10, y: 100 }, { x: 0, y: 100 }].flatMap((corner) => corner ?? []);
  expect(toRoundedPath(bar, 10)).toContain('M0 10Q0 0 4 0L6 0Q10 0 10 10');
});

it('stays a path when corners fall together', () => {
  expect(
    toRoundedPath(
      [square[0], square[0], square[1]].flatMap((corner) => corner ?? []),
      5
    )
  ).not.toContain('NaN');
});
