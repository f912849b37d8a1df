import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cardDepths } from '#lib/domain/acquaintance/question-card.ts';
import { locales } from '#lib/i18n/locale.ts';
import { readAcquaintance } from './acquaintance.ts';
import { ContentError } from './content-error.ts';
import { readDeck } from './question-cards.ts';

const root = mkdtempSync(join(tmpdir(), 'vierpoot-cards-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What is said of our own shelf after one change. */
function faultsAfter(file: string, change: (text: string) => string): string[] {
  cpSync('content', join(root, 'content'), { recursive: true });
  const path = join(root, 'content', file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, change(before));
  expect(readFileSync(path, 'utf8')).not.toBe(before);
  try {
    readAcquaintance(root);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.faults.map((fault) => `${fault.file.split('/').slice(-2).join('/')} | ${fault.field} | ${fault.reason}`);
  }
}

it('has at least 44 cards, as many of every depth, each with a question of its own in both languages (C22)', () => {
  const { cards, words } = readDeck(process.cwd());
  expect(cards.length).toBeGreaterThanOrEqual(44);
  for (const depth of cardDepths) expect(cards.filter((card) => card.depth === depth).length).toBe(cards.length / cardDepths.length);
  for (const language of locales) expect(new Set(Object.values(words[language].cards)).size).toBe(cards.length);
});

it('asks the two alike: no question names the coach or the coachee (C9)', () => {
  const { words } = readDeck(process.cwd());
  for (const language of locales) expect(Object.values(words[language].cards).filter((text) => /coach/i.test(text))).toEqual([]);
});

it('offers eight ways of meeting, none of them sport, a dinner or a weekend (C21)', () => {
  const { ways, words } = readAcquaintance(process.cwd());
  expect(ways).toHaveLength(8);
  const said = locales.flatMap((language) => Object.values(words[language].ways).flatMap(({ title, about }) => [title, about]));
  expect(said.filter((text) => /sport|eten|diner|dinner|restaurant|meal|weekend|avond|evening/i.test(text))).toEqual([]);
});

it.each<[string, string, (text: string) => string, string]>([
  [
    'a depth with too few cards',
    'question-cards/cards.json',
    (text) => text.replaceAll('"deep" }', '"light" }'),
    'question-cards/cards.json | cards | needs at least 10 cards of every depth: light, further, closer, deep'
  ],
  [
    'the same card twice',
    'question-cards/cards.json',
    (text) => text.replace('"small-joy"', '"start-of-day"'),
    'question-cards/cards.json | cards | has the same id twice'
  ],
  [
    'a card without its question',
    'question-cards/en.json',
    (text) => text.replace('"small-joy"', '"small-joys"'),
    'question-cards/en.json | cards.small-joy | is missing'
  ],
  [
    'one way of meeting (C21)',
    'acquaintance/choices.json',
    (text) => text.replace(/"ways": \[[^\]]*\]/, '"ways": ["walk"]'),
    'acquaintance/choices.json | ways | needs at least two ways (C21)'
  ],
  [
    'a topic in two groups',
    'acquaintance/choices.json',
    (text) => text.replace('"podcasts"', '"cooking"'),
    'acquaintance/choices.json | topics | has the same topic twice'
  ],
  [
    'a topic without words',
    'acquaintance/nl.json',
    (text) => text.replace('"history": "Geschiedenis",', ''),
    'acquaintance/nl.json | topics.history | is missing'
  ]
])('refuses %s with file, field and reason', (...[, file, change, fault]) => {
  expect(faultsAfter(file, change)).toContain(fault);
});
