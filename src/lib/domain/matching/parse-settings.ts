import { attributes } from './attribute.ts';
import { findSettingProblems, type MatchSettings, standardSettings } from './match-settings.ts';

/** Reads what is kept of the rules of a programme; never throws: what is missing is as the defaults are, and so is all when it is out of bounds. */
export function parseMatchSettings(stored: unknown): MatchSettings {
  const kept = partOf(stored);
  const rules = partOf(kept['rules']);
  const settings = {
    ...standardSettings,
    ...kept,
    rules: Object.fromEntries(attributes.map((at) => [at, { ...standardSettings.rules[at], ...partOf(rules[at]) }])),
    groundShare: { ...standardSettings.groundShare, ...partOf(kept['groundShare']) },
    wish: standardSettings.wish,
    wishesUsed: standardSettings.wishesUsed
  } as MatchSettings; // asked in the next line
  return findSettingProblems(settings).length === 0 && typeof settings.needsLanguage === 'boolean' ? settings : standardSettings;
}

function partOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // any object can be asked for a key
}
