import { attributes } from '#lib/domain/matching/attribute.ts';
import type { RuleChange } from '#lib/domain/matching/rule-changes.ts';
import { boundsOf, type SettingField, settingFields } from '#lib/domain/matching/setting-fields.ts';
import { attributeKey, positionKey, rulePartKey } from './desk-words.ts';
import { m } from './m.ts';

/** What the fields in the rules are called beside each other. */
export function settingLabels(): ReadonlyMap<string, string> {
  const { parts, positions, rule, share } = settingFields;
  const grouped = (group: string, field: string) => m.rules_field({ group, field });
  return new Map<string, string>([
    ...attributes.flatMap((at) => parts.map((part) => [rule(at, part), grouped(m[attributeKey(at)](), m[rulePartKey(part)]())] as const)),
    ...positions.map((at) => [share(at), grouped(m.rules_shares(), m[positionKey(at)]())] as const),
    ['unknownShare', grouped(m.rules_shares(), m.rules_position_unknown())],
    ['suggestions', m.rules_suggestions()],
    ['needsLanguage', m.rules_language()],
    ['asksWishes', m.rules_asks_wishes()]
  ]);
}

/** How a field with a number in the rules is mended. */
export function settingProblem(field: SettingField): string {
  return m.rules_problem(boundsOf(field));
}

/** What changed in a rule: a number, or whether its box is ticked. */
export function tellRuleChange({ field, from, to }: RuleChange): string {
  const say = (held: string | null) => (held === null ? m.rules_unticked() : held === 'on' ? m.rules_ticked() : held);
  return m.rules_change({ rule: settingLabels().get(field) ?? field, from: say(from), to: say(to) });
}
