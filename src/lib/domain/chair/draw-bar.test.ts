import { expect, it } from 'vitest';
import { drawBar } from './draw-bar.ts';

it('lists left and right above, then right and left below', () => {
  expect(drawBar({ x: 50, y: 0 }, { x: 50, y: 80 }, { from: 16, to: 10 })).toEqual([
    { x: 42, y: 0 },
    { x: 58, y: 0 },
    { x: 55, y: 80 },
    { x: 45, y: 80 }
  ]);
});

it('is square across a slanting line', () => {
  const [left, right] = drawBar({ x: 0, y: 0 }, { x: 30, y: 40 }, { from: 10, to: 10 });
  expect([left, right]).toEqual([
    { x: -4, y: 3 },
    { x: 4, y: -3 }
  ]);
});

it('lies level when it has no length', () => {
  expect(drawBar({ x: 5, y: 5 }, { x: 5, y: 5 }, { from: 4, to: 4 }).map(({ y }) => y)).toEqual([5, 5, 5, 5]);
});
