import { expect, test } from 'vitest';
import { parseElements } from './elements.ts';

test('a programme words the elements it wants to, the others keep their usual words (C34)', () => {
  expect(parseElements({ goals: ' Wat lukte er? ', development: '', other: 'x' })).toEqual({ words: { goals: 'Wat lukte er?' } });
});

test('an element is a sentence, not a page', () => {
  expect(parseElements({ goals: 'x'.repeat(301) })).toEqual({ problems: { goals: 'long' } });
});
