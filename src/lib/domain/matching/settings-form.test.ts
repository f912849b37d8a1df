import { expect, it } from 'vitest';
import { findSettingProblems, standardSettings } from './match-settings.ts';
import { readSettingsForm, writeSettingsForm } from './settings-form.ts';

it('reads back what it wrote', () => {
  for (const [settings, asksWishes] of [
    [standardSettings, true],
    [{ ...standardSettings, needsLanguage: false, wish: 0, suggestions: 4 }, false]
  ] as const) {
    expect(readSettingsForm(writeSettingsForm(settings, asksWishes))).toEqual({ settings, asksWishes, problems: [] });
  }
});

it('names every field that is no whole number within bounds', () => {
  const form = writeSettingsForm(standardSettings, false);
  const wrong = { 'ground.values': '3,5', 'enough.path': '0', 'share.2': '101', unknownShare: '', wish: '1e1', suggestions: '5' };
  expect(readSettingsForm({ ...form, ...wrong }).problems).toEqual([
    'values',
    'path',
    'groundShare',
    'unknownShare',
    'wish',
    'suggestions'
  ]);
});

it('lets no personal wish outweigh what people tell everybody (C26)', () => {
  const only = (ground: number) => ({
    ...standardSettings,
    wish: 3,
    rules: { ...standardSettings.rules, interests: { ground, horizon: 0, enough: 3 } }
  });
  expect(findSettingProblems(only(3))).toEqual([]); // 14 in all
  expect(findSettingProblems(only(0))).toEqual(['wish']); // 11 in all
});
