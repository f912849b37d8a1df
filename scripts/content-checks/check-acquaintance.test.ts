import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkAcquaintance } from './check-acquaintance.ts';

const root = mkdtempSync(join(tmpdir(), 'vierpoot-acquaintance-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What is said of our own shelf after one replacement. */
function saidAfter(file: string, [from, to]: readonly [string, string]): string[] {
  cpSync('content', join(root, 'content'), { recursive: true });
  const path = join(root, 'content', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return checkAcquaintance(root).map(({ field, reason }) => `${field} | ${reason}`);
}

it('finds nothing on our own shelf', () => {
  expect(checkAcquaintance(process.cwd())).toEqual([]);
});

it('refuses a question that is too long to read aloud', () => {
  const said = saidAfter('question-cards/en.json', ['What have you only', `What ${'and what '.repeat(9)}have you only`]);
  expect(said).toEqual(['cards.new-skill | has 26 words; 3 to 20 fit']);
});

it('refuses a question that says u, or he or she (C44)', () => {
  expect(saidAfter('question-cards/nl.json', ['Wat kun je pas', 'Wat kunt u pas'])).toEqual(['cards.new-skill | "u" says u; we say je']);
  expect(saidAfter('question-cards/en.json', ['thank, and what for', 'thank, and what has she done'])).toEqual([
    'cards.late-thanks | "she" says he or she; name the person or say it otherwise (C44)'
  ]);
});

it('refuses a way of meeting that stands out by how much is told of it (C21)', () => {
  expect(saidAfter('acquaintance/en.json', ['Half an hour at a table, in the daytime, in', 'In'])).toEqual([
    'ways.coffee-or-tea.about | has 10 words; 11 to 20 fit'
  ]);
});
