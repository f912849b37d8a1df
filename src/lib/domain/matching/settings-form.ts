import { attributes, type Attribute } from './attribute.ts';
import { type AttributeRule, findSettingProblems, type MatchSettings } from './match-settings.ts';
import type { Position } from './person.ts';

const parts = ['ground', 'horizon', 'enough'] as const satisfies readonly (keyof AttributeRule)[];
const positions = [1, 2, 3, 4, 5] as const satisfies readonly Position[];

/** The names of the fields on the form with the rules of a programme. */
export const settingFields = {
  parts,
  positions,
  rule: (attribute: Attribute, part: keyof AttributeRule) => `${part}.${attribute}`,
  share: (position: Position) => `share.${position}`
} as const;

/** What a coordinator wrote. `problems`: what is out of bounds, as `findSettingProblems` names it; `settings` is then not to be used. */
export type ReadSettings = { settings: MatchSettings; asksWishes: boolean; problems: string[] };

/** Reads the rules of a programme from a form; whatever is no whole number is a problem. */
export function readSettingsForm(texts: Readonly<Record<string, string>>): ReadSettings {
  const whole = (name: string) => (/^\d{1,3}$/u.test(texts[name]?.trim() ?? '') ? Number(texts[name]) : NaN);
  const ruleOf = (attribute: Attribute): AttributeRule => ({
    ground: whole(settingFields.rule(attribute, 'ground')),
    horizon: whole(settingFields.rule(attribute, 'horizon')),
    enough: whole(settingFields.rule(attribute, 'enough'))
  });
  const settings: MatchSettings = {
    rules: Object.fromEntries(attributes.map((attribute) => [attribute, ruleOf(attribute)])) as MatchSettings['rules'], // one of each
    groundShare: Object.fromEntries(positions.map((at) => [at, whole(settingFields.share(at))])) as MatchSettings['groundShare'], // as above
    unknownShare: whole('unknownShare'),
    wish: whole('wish'),
    wishesUsed: whole('wishesUsed'),
    needsLanguage: texts['needsLanguage'] === 'on',
    suggestions: whole('suggestions')
  };
  return { settings, asksWishes: texts['asksWishes'] === 'on', problems: findSettingProblems(settings) };
}

/** The form as it stands for these rules. */
export function writeSettingsForm(settings: MatchSettings, asksWishes: boolean): Record<string, string> {
  const { rules, groundShare, unknownShare, wish, wishesUsed, suggestions, needsLanguage } = settings;
  return {
    ...Object.fromEntries(
      attributes.flatMap((attribute) => parts.map((part) => [settingFields.rule(attribute, part), `${rules[attribute][part]}`]))
    ),
    ...Object.fromEntries(positions.map((at) => [settingFields.share(at), `${groundShare[at]}`])),
    ...{ unknownShare: `${unknownShare}`, wish: `${wish}`, wishesUsed: `${wishesUsed}`, suggestions: `${suggestions}` },
    ...(needsLanguage && { needsLanguage: 'on' }),
    ...(asksWishes && { asksWishes: 'on' })
  };
}
