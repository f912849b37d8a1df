import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkMatching } from './check-matching.ts';

const root = mkdtempSync(join(tmpdir(), 'vierpoot-matching-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What is said of our own lists after one replacement. */
function saidAfter(file: string, [from, to]: readonly [string, string]): string[] {
  cpSync('content/matching', join(root, 'content/matching'), { recursive: true });
  const path = join(root, 'content/matching', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return checkMatching(root).map(({ field, reason }) => `${field} | ${reason}`);
}

it('finds nothing in our own lists', () => {
  expect(checkMatching(process.cwd())).toEqual([]);
});

it('refuses a tag that cannot be read at a glance', () => {
  expect(saidAfter('en.json', ['"Cooking"', '"Cooking for many people on a Sunday afternoon"'])).toEqual([
    'tags.cooking | has 8 words; at most 7 fit'
  ]);
});

it('refuses a tag without words, and one that stands in two lists', () => {
  expect(() => saidAfter('tags.json', ['"cooking"', '"cooking", "cycling-far"'])).toThrow('tags.cycling-far: is missing');
  expect(() => saidAfter('tags.json', ['"honesty"', '"cooking"'])).toThrow('has the same tag twice');
});
