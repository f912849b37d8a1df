import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNeed } from './read-need.ts';

it.each([
  [4, 3.5, 'too-little', 'worth-a-talk'],
  [4, 3.6, 'about-right', 'about-the-same'],
  [5, 2, 'too-little', 'clear-difference'],
  [3, 3.5, 'more-than-wanted', 'worth-a-talk'],
  [1, 2, 'more-than-wanted', 'clear-difference'],
  [1, 1, 'about-right', 'about-the-same']
] as const)('reads %d needed and %d received as %s, %s', (...[needed, received, direction, size]) => {
  expect(readNeed({ needed, received, wish: null })).toMatchObject({ direction, size, source: 'gap' });
});

it('keeps the computed gap and its size when the wish agrees', () => {
  expect(readNeed({ needed: 5, received: 3, wish: 'more' })).toEqual({
    direction: 'too-little',
    source: 'gap',
    size: 'clear-difference',
    gap: 2
  });
});

it.each([
  [5, 3, 'less', 'more-than-wanted', -0.5],
  [5, 3, 'same', 'about-right', 0],
  [2, 4, 'more', 'too-little', 0.5],
  [3, 3, 'more', 'too-little', 0.5]
] as const)('believes the wish when it conflicts: %d needed, %d received, wish %s is %s', (...[needed, received, wish, direction, gap]) => {
  expect(readNeed({ needed, received, wish })).toEqual({ direction, source: 'wish', size: null, gap });
});

it('reads the wish alone when a number is missing', () => {
  expect(readNeed({ needed: null, received: 3, wish: 'more' })).toEqual({ direction: 'too-little', source: 'wish', size: null, gap: 0.5 });
  expect(readNeed({ needed: 3, received: null, wish: 'less' })?.direction).toBe('more-than-wanted');
});

it('knows nothing without a gap and without a wish', () => {
  expect([readNeed({ needed: 5, received: null, wish: null }), readNeed({ needed: null, received: 1, wish: null })]).toEqual([null, null]);
});

it('ranks in step with its words: too little above about right above more than wanted', () => {
  const score = fc.option(fc.double({ min: 1, max: 5, noNaN: true }));
  const wish = fc.constantFrom('less' as const, 'same' as const, 'more' as const, null);
  const bounds = { 'too-little': [0.5, 4], 'about-right': [-0.5, 0.5], 'more-than-wanted': [-4, -0.5] } as const;
  fc.assert(
    fc.property(score, score, wish, (needed, received, wished) => {
      const need = readNeed({ needed, received, wish: wished });
      const [low, high] = need ? bounds[need.direction] : [0, 0];
      expect(need?.gap ?? 0).toBeGreaterThanOrEqual(low);
      expect(need?.gap ?? 0).toBeLessThanOrEqual(high);
    })
  );
});
