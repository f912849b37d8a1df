import { expect, it } from 'vitest';
import { parseWords } from './parse-words.ts';

it('gives the words without space around them, and keeps their lines', () => {
  expect(parseWords(' Een\r\ntwee \n', 10)).toEqual({ words: 'Een\ntwee' });
});

it('takes what was not sent, is a file or holds only space for missing', () => {
  for (const sent of [undefined, null, { size: 3 }, '', ' \n\t ', '\u202e\0']) {
    expect(parseWords(sent, 10)).toEqual({ problem: 'missing' });
  }
});

it('takes as many characters as fit, and no more', () => {
  expect(parseWords('x'.repeat(10), 10)).toEqual({ words: 'x'.repeat(10) });
  expect(parseWords('x'.repeat(11), 10)).toEqual({ problem: 'long' });
});

it('drops signs that nobody sees and that could turn the text around', () => {
  expect(parseWords('a\0b\u202ec\u2069', 10)).toEqual({ words: 'abc' });
});
