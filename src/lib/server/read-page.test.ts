import { expect, it } from 'vitest';
import { readPage, readSearch } from './read-page.ts';

const at = (query: string) => new URL(`https://vierpoot.example/list?${query}`);

it('reads what was searched for, without what no database takes', () => {
  expect([readSearch(at('search=An+%00na')), readSearch(at(''))]).toEqual(['An na', '']);
  expect(readSearch(at(`search=${'x'.repeat(300)}`))).toHaveLength(100);
});

it('reads a page from 1; anything else is the first', () => {
  expect(['page=3', 'page=0', 'page=-2', 'page=x', ''].map((query) => readPage(at(query)))).toEqual([3, 1, 1, 1, 1]);
  expect(['page=99999999999999999999', 'page=1e308', 'page=Infinity'].map((query) => readPage(at(query)))).toEqual([
    100_000, 100_000, 100_000
  ]);
  expect(readPage(at('page=3&decisions=2'), 'decisions')).toBe(2);
});
