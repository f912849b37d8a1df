import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapLines } from './wrap-lines.ts';

/** Every character is one point wide. */
const measure = (text: string) => Array.from(text).length;

it('breaks at spaces, keeps the breaks of the writer, and breaks a word that is wider than the column', () => {
  expect(wrapLines('wij praten elke week', 11, measure)).toEqual(['wij praten', 'elke week']);
  expect(wrapLines('een\n\ntwee', 10, measure)).toEqual(['een', '', 'twee']);
  expect(wrapLines('abcdefgh ij', 4, measure)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapLines('', 10, measure)).toEqual(['']);
});

it('loses no word and makes no line wider than the column', () => {
  const texts = fc
    .array(fc.constantFrom('wij', 'samenwerkingsafspraken', ' ', '\n', '👩‍👩‍👧', 'é'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 12 }), (text, width) => {
      const lines = wrapLines(text, width, measure);
      expect(lines.every((line) => measure(line) <= width)).toBe(true);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    })
  );
});
