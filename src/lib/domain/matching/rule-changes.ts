import type { MatchSettings } from './match-settings.ts';
import { writeSettingsForm } from './settings-form.ts';

/** A rule that was changed, by the name of its field on the form, with what the field held before and after; null: not ticked. */
export type RuleChange = { readonly field: string; readonly from: string | null; readonly to: string | null };

type Rules = { readonly settings: MatchSettings; readonly asksWishes: boolean };

/** Which rules differ, as people see them on the form. */
export function listRuleChanges(before: Rules, after: Rules): RuleChange[] {
  const [held, holds] = [formOf(before), formOf(after)];
  return Object.keys({ ...held, ...holds }).flatMap((field) => {
    const change = { field, from: held[field] ?? null, to: holds[field] ?? null };
    return change.from === change.to ? [] : [change];
  });
}

const formOf = ({ settings, asksWishes }: Rules) => writeSettingsForm(settings, asksWishes);
