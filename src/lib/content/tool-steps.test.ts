import { expect, it } from 'vitest';
import { locales } from '#lib/i18n/locale.ts';
import { readLibrary } from './library.ts';
import { parseMarkdown } from './markdown.ts';
import { stepsOf } from './tool-steps.ts';

it('takes a numbered list apart and keeps what stands beside it, in order', () => {
  const steps = stepsOf(parseMarkdown('Begin zacht.\n\n1. Eén.\n2. Twee.\n   - met een lijstje\n\nEn stop.'));
  expect(steps.map((step) => step.map(({ kind }) => kind))).toEqual([['paragraph'], ['paragraph'], ['paragraph', 'list'], ['paragraph']]);
});

it('finds the same number of steps in both languages of every entry, at least three', () => {
  for (const { tool, words } of readLibrary(process.cwd()).tools) {
    const counts = locales.map((language) => stepsOf(parseMarkdown(words[language].sections.steps)).length);
    expect([tool.id, counts[0]]).toEqual([tool.id, counts[1]]);
    expect(counts[0], tool.id).toBeGreaterThanOrEqual(3);
  }
});
