import { expect, it } from 'vitest';
import { standardSettings } from './match-settings.ts';
import { readSettingsForm, writeSettingsForm } from './settings-form.ts';

it('reads back what it wrote', () => {
  for (const [settings, asksWishes] of [
    [standardSettings, true],
    [{ ...standardSettings, needsLanguage: false, suggestions: 4 }, false]
  ] as const) {
    expect(readSettingsForm(writeSettingsForm(settings, asksWishes))).toEqual({ settings, asksWishes, problems: [] });
  }
});

it('names every field that is no whole number within bounds', () => {
  const form = writeSettingsForm(standardSettings, false);
  const wrong = { 'ground.values': '3,5', 'enough.path': '0', 'share.2': '101', unknownShare: '1e1', suggestions: '5' };
  expect(readSettingsForm({ ...form, ...wrong }).problems).toEqual([
    'ground.values',
    'enough.path',
    'share.2',
    'unknownShare',
    'suggestions'
  ]);
});

it('lets no programme say how much a wish weighs, nor how many count (C26)', () => {
  const form = { ...writeSettingsForm(standardSettings, true), wish: '10', wishesUsed: '9' };
  expect(readSettingsForm(form)).toEqual({ settings: standardSettings, asksWishes: true, problems: [] });
  expect(Object.keys(writeSettingsForm(standardSettings, false)).filter((name) => name.startsWith('wish'))).toEqual([]);
});
