import { expect, it } from 'vitest';
import { standardSettings } from './match-settings.ts';
import { parseMatchSettings } from './parse-settings.ts';

it('takes the defaults for what is missing or out of bounds', () => {
  for (const stored of [null, 3, {}, { suggestions: 9 }, { rules: { values: { ground: 11 } } }, { needsLanguage: 'yes' }]) {
    expect(parseMatchSettings(stored)).toEqual(standardSettings);
  }
});

it('keeps what a programme changed', () => {
  const settings = parseMatchSettings({ wish: 1, rules: { values: { ground: 5 } }, groundShare: { 1: 80 } });
  expect(settings).toMatchObject({ wish: 1, suggestions: 3, groundShare: { 1: 80, 5: 33 } });
  expect(settings.rules.values).toEqual({ ground: 5, horizon: 0, enough: 3 });
});

it('counts one wish where more were set before, and keeps the other rules (C26)', () => {
  expect(parseMatchSettings({ wishesUsed: 9, suggestions: 4 })).toEqual({ ...standardSettings, suggestions: 4 });
  expect(parseMatchSettings({ wishesUsed: 0 }).wishesUsed).toBe(0);
});
