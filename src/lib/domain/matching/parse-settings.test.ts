import { expect, it } from 'vitest';
import { standardSettings } from './match-settings.ts';
import { parseMatchSettings } from './parse-settings.ts';

it('takes the defaults for what is missing or out of bounds', () => {
  for (const stored of [null, 3, {}, { suggestions: 9 }, { rules: { values: { ground: 11 } } }, { needsLanguage: 'yes' }]) {
    expect(parseMatchSettings(stored)).toEqual(standardSettings);
  }
});

it('keeps what a programme changed', () => {
  const settings = parseMatchSettings({ unknownShare: 40, rules: { values: { ground: 5 } }, groundShare: { 1: 80 } });
  expect(settings).toMatchObject({ unknownShare: 40, suggestions: 3, groundShare: { 1: 80, 5: 33 } });
  expect(settings.rules.values).toEqual({ ground: 5, horizon: 0, enough: 3 });
});

it('weighs wishes as written, whatever was set before, and keeps the other rules (C26)', () => {
  expect(parseMatchSettings({ wish: 10, wishesUsed: 9, suggestions: 4 })).toEqual({ ...standardSettings, suggestions: 4 });
});
