import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import { findTools, isLookingFor, readToolChoice } from './find-tools.ts';

const library = readLibrary(process.cwd());
const choose = (query: string) => readToolChoice(new URL(`https://vierpoot.example/toolkit?${query}`), library);
const ids = (query: string) => findTools(library, choose(query), 'nl').map(({ id }) => id);

it('reads every wish from the address, and takes what it does not know for no wish', () => {
  const query = 'q=+hulp+&leg=network&situation=applying&world=work&minutes=30&kind=tool';
  expect(choose(query)).toEqual({ words: 'hulp', leg: 'network', situation: 'applying', world: 'work', maxMinutes: 30, kind: 'tool' });
  expect(isLookingFor(choose('q=&leg=arm&situation=x&world=both&minutes=31&kind=book'))).toBe(false);
  expect(isLookingFor(choose('kind=tool'))).toBe(true);
});

it('finds every tool of every leg without a wish (C6, C41)', () => {
  expect(ids('').length).toBe(library.tools.length);
  for (const leg of supportTypes) expect(ids(`leg=${leg}`).length).toBeGreaterThanOrEqual(15);
});

it('puts the best answer first, and keeps to the filters', () => {
  expect(ids('q=netwerken')).toEqual(library.findTools('netwerken', 'nl'));
  const within = ids('q=netwerken&leg=network&minutes=15');
  expect(within).toEqual(library.findTools('netwerken', 'nl').filter((id) => within.includes(id)));
  expect(within.every((id) => (library.tool(id)?.tool.minutes ?? 99) <= 15)).toBe(true);
  expect(within.length).toBeGreaterThan(0);
});

it('finds nothing for words that nothing answers', () => {
  expect(ids('q=xqzvw')).toEqual([]);
});
