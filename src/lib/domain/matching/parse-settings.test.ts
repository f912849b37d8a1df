import { expect, it } from 'vitest';
import { standardSettings } from './match-settings.ts';
import { parseMatchSettings } from './parse-settings.ts';

it('takes the defaults for what is missing or out of bounds', () => {
  for (const stored of [null, 3, {}, { suggestions: 9 }, { rules: { values: { ground: 11 } } }, { needsLanguage: 'yes' }]) {
    expect(parseMatchSettings(stored)).toEqual(standardSettings);
  }
});

it('keeps what a programme changed', () => {
  const settings = parseMatchSettings({ wishesUsed: 2, rules: { values: { ground: 5 } }, groundShare: { 1: 80 } });
  expect(settings).toMatchObject({ wishesUsed: 2, suggestions: 3, groundShare: { 1: 80, 5: 33 } });
  expect(settings.rules.values).toEqual({ ground: 5, horizon: 0, enough: 3 });
});
