import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSituations } from './situations.ts';

const root = mkdtempSync(join(tmpdir(), 'vierpoot-situations-'));
cpSync('content/toolkit-vocabulary', join(root, 'content/toolkit-vocabulary'), { recursive: true });
afterAll(() => {
  rmSync(root, { recursive: true });
});

function change(name: string, edit: (json: Record<string, unknown>) => void): void {
  const file = join(root, 'content/toolkit-vocabulary', name);
  const json = JSON.parse(readFileSync(join('content/toolkit-vocabulary', name), 'utf8')) as Record<string, unknown>; // a JSON object: our own file
  edit(json);
  writeFileSync(file, JSON.stringify(json));
}

it('gives every situation its words in both languages, few enough to choose from (C41)', () => {
  const situations = readSituations(process.cwd());
  expect(situations.length).toBeGreaterThanOrEqual(8);
  expect(situations.length).toBeLessThanOrEqual(16);
  const alone = situations.find(({ id }) => id === 'no-one-to-ask');
  expect([alone?.words.nl.title, alone?.words.en.title]).toEqual(['Er is niemand om het aan te vragen', 'There is no one to ask']);
});

it('refuses a situation without words in one language', () => {
  change('en.json', (json) => {
    delete json['no-one-to-ask'];
  });
  expect(() => readSituations(root)).toThrow(/en\.json, no-one-to-ask: is missing; situations\.json has it/);
});

it('refuses words of a situation that is not on the list', () => {
  change('en.json', (json) => {
    json['bad-weather'] = { title: 'It rains', words: ['rain'] };
  });
  expect(() => readSituations(root)).toThrow(/en\.json, bad-weather: is not in situations\.json; is it misspelt\?/);
});
