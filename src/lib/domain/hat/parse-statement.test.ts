import { expect, it } from 'vitest';
import { longestStatement, parseStatement } from './parse-statement.ts';

it('keeps the words and takes off the empty edges', () => {
  expect(parseStatement(' \r\nIk kan dit.\r\n\r\nEn dat.\n')).toEqual({ statement: 'Ik kan dit.\n\nEn dat.' });
});

it('refuses nothing at all, and more than anybody reads', () => {
  for (const nothing of ['', '  \n ', undefined, null, 3]) expect(parseStatement(nothing)).toEqual({ problem: 'missing' });
  expect(parseStatement('x'.repeat(longestStatement))).toEqual({ statement: 'x'.repeat(longestStatement) });
  expect(parseStatement('x'.repeat(longestStatement + 1))).toEqual({ problem: 'long' });
});
