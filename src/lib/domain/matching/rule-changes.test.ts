import { expect, it } from 'vitest';
import { standardSettings } from './match-settings.ts';
import { listRuleChanges } from './rule-changes.ts';

const rules = { settings: standardSettings, asksWishes: false };

it('tells which rules differ and from what to what, numbers and ticks alike', () => {
  const { interests } = standardSettings.rules;
  const settings = {
    ...standardSettings,
    ...{ rules: { ...standardSettings.rules, interests: { ...interests, ground: 5 } }, needsLanguage: false, suggestions: 2 }
  };
  expect(listRuleChanges(rules, { settings, asksWishes: true })).toEqual([
    { field: 'ground.interests', from: '3', to: '5' },
    { field: 'suggestions', from: '3', to: '2' },
    { field: 'needsLanguage', from: 'on', to: null },
    { field: 'asksWishes', from: null, to: 'on' }
  ]);
});

it('tells nothing of the same rules, or of what no form holds', () => {
  expect(listRuleChanges(rules, { ...rules, settings: { ...standardSettings, wish: 1 } })).toEqual([]);
});
