import { expect, test } from 'vitest';
import { parseOptionalText, parseText } from './parse-text.ts';

test('a text keeps its line breaks and loses what nobody can see', () => {
  expect(parseText('  een\r\ntwee\u0000\u0007 ', 20)).toEqual({ text: 'een\ntwee' });
});

test('nothing, or only white space, is missing', () => {
  expect([undefined, '', ' \n '].map((value) => parseText(value, 20))).toEqual(Array(3).fill({ problem: 'missing' }));
});

test('more than the limit is too long, the limit itself is not', () => {
  expect(parseText('12345', 5)).toEqual({ text: '12345' });
  expect(parseText('123456', 5)).toEqual({ problem: 'long' });
});

test('a text that may be left out is null when it was', () => {
  expect(parseOptionalText(' ', 5)).toEqual({ text: null });
  expect(parseOptionalText('123456', 5)).toEqual({ problem: 'long' });
});
