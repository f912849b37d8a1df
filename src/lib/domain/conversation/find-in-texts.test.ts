import { expect, test } from 'vitest';
import { findInTexts } from './find-in-texts.ts';

const texts = [
  { entry: 'a', text: 'Ik was fier op mijn presentatie in Gent.', at: 1 },
  { entry: 'b', text: 'Presentatie voorbereid met Chloé, daarna koffie.', at: 2 },
  { entry: 'c', text: 'Niets bijzonders.', at: 3 }
];
const entries = (question: string) => findInTexts(question, texts).map(({ entry }) => entry);

test('every word of the question must be there, as the beginning of a word', () => {
  expect(entries('presentatie')).toEqual(['b', 'a']);
  expect(entries('present gent')).toEqual(['a']);
  expect(entries('sentatie')).toEqual([]);
});

test('capitals and accents make no difference', () => {
  expect(entries('CHLOE')).toEqual(['b']);
  expect(entries('köffie')).toEqual(['b']);
});

test('an empty question finds nothing', () => {
  expect(entries(' ,. ')).toEqual([]);
});

test('the excerpt shows the words as they were written, and marks them', () => {
  expect(findInTexts('chloe', texts)[0]?.excerpt).toEqual([
    { text: 'Presentatie voorbereid met ', isHit: false },
    { text: 'Chloé', isHit: true },
    { text: ', daarna koffie.', isHit: false }
  ]);
});

test('a long text is cut around the first word', () => {
  const long = `${'voor '.repeat(100)}speld ${'na '.repeat(100)}`;
  const excerpt = findInTexts('speld', [{ entry: 1, text: long, at: 0 }])[0]?.excerpt ?? [];
  expect(excerpt.map((piece) => piece.text).join('').length).toBeLessThan(220);
  expect(excerpt[0]?.text.startsWith('… ')).toBe(true);
  expect(excerpt.at(-1)?.text.endsWith(' …')).toBe(true);
});

test('a page of words is a question of a few', () => {
  const many = Array.from({ length: 50 }, (_, index) => `present${'x'.repeat(index)}`).join(' ');
  expect(findInTexts(`presentatie ${'presentatie '.repeat(500)}`, texts)).toHaveLength(2);
  expect(findInTexts(many, texts)).toEqual([]);
});
