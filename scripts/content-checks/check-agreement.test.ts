import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkAgreement } from './check-agreement.ts';

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

function faultsAfter(file: string, from: string, to: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'vierpoot-agreement-words-'));
  copies.push(root);
  cpSync('content/agreement', join(root, 'content/agreement'), { recursive: true });
  const path = join(root, 'content/agreement', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return checkAgreement(root).map(({ field, reason }) => `${field} | ${reason}`);
}

it('finds nothing in our own agreement', () => {
  expect(checkAgreement(process.cwd())).toEqual([]);
});

it('refuses a word that the screens do not use either (C44)', () => {
  expect(faultsAfter('nl.json', 'Notities"', 'Uw notities, als u wilt"')).toEqual(['fields.notes.label | "u" says u; we say je']);
  expect(faultsAfter('en.json', '"Notes"', '"His notes"')).toEqual([
    'fields.notes.label | "His" says he or she; name the person or say it otherwise (C44)'
  ]);
});

it('refuses help that is longer than a line or two', () => {
  expect(faultsAfter('en.json', 'Write down what the coachee can count on.', `Write ${'and write '.repeat(11)}it.`)).toEqual([
    'fields.coachee-expects.help | has 24 words; at most 22'
  ]);
});
