import type { AgreementField } from './agreement.ts';
import { type AgreementValues, inputsOf } from './agreement-form.ts';

/** What happened to a field since both began from the same version: nothing, one changed it, or both did and differently. */
export type FieldFate = 'same' | 'mine' | 'theirs' | 'both';

/** Three states of one agreement. `base`: what both began from; null when there was nothing yet. */
export type Drafts = { readonly base: AgreementValues | null; readonly mine: AgreementValues; readonly theirs: AgreementValues };

/** For each field, who changed it. Nobody's words are lost: what only one changed stays changed, what both changed is asked. */
export function compareDrafts(fields: readonly AgreementField[], drafts: Drafts): Readonly<Record<string, FieldFate>> {
  return Object.fromEntries(fields.map((field) => [field.id, fateOf(field, drafts)]));
}

function fateOf(field: AgreementField, { base, mine, theirs }: Drafts): FieldFate {
  if (isEqual(field, mine, theirs)) return 'same';
  if (base !== null && isEqual(field, base, theirs)) return 'mine';
  if (base !== null && isEqual(field, base, mine)) return 'theirs';
  return 'both';
}

function isEqual(field: AgreementField, one: AgreementValues, other: AgreementValues): boolean {
  return inputsOf(field).every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/** My draft, with the other's words in the fields named. */
export function takeTheirs(fields: readonly AgreementField[], drafts: Omit<Drafts, 'base'>, ids: readonly string[]): AgreementValues {
  const names = fields.filter(({ id }) => ids.includes(id)).flatMap(inputsOf);
  return { ...drafts.mine, ...Object.fromEntries(names.map((name) => [name, drafts.theirs[name] ?? ''])) };
}
