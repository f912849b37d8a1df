import { attributes, type Attribute } from './attribute.ts';
import { type AttributeRule, findSettingProblems, type MatchSettings, standardSettings } from './match-settings.ts';
import { type SettingField, settingFields } from './setting-fields.ts';

const { parts, positions } = settingFields;

/** What a coordinator wrote. `problems`: the fields that are out of bounds; `settings` is then not to be used. */
export type ReadSettings = { settings: MatchSettings; asksWishes: boolean; problems: SettingField[] };

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
    wish: standardSettings.wish,
    wishesUsed: standardSettings.wishesUsed,
    needsLanguage: texts['needsLanguage'] === 'on',
    suggestions: whole('suggestions')
  };
  return { settings, asksWishes: texts['asksWishes'] === 'on', problems: findSettingProblems(settings) };
}

/** The form as it stands for these rules. */
export function writeSettingsForm(settings: MatchSettings, asksWishes: boolean): Record<string, string> {
  const { rules, groundShare, unknownShare, suggestions, needsLanguage } = settings;
  return {
    ...Object.fromEntries(
      attributes.flatMap((attribute) => parts.map((part) => [settingFields.rule(attribute, part), `${rules[attribute][part]}`]))
    ),
    ...Object.fromEntries(positions.map((at) => [settingFields.share(at), `${groundShare[at]}`])),
    ...{ unknownShare: `${unknownShare}`, suggestions: `${suggestions}` },
    ...(needsLanguage && { needsLanguage: 'on' }),
    ...(asksWishes && { asksWishes: 'on' })
  };
}
