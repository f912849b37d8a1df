/** How a field is filled in: own words; a choice with words; own words beside what the coach declared; a date. */
export const fieldKinds = ['text', 'evaluation', 'contacts', 'review'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One of the fifteen fields of a working agreement. `group`: under which heading it stands. */
export type AgreementField = { readonly id: string; readonly group: string; readonly kind: FieldKind; readonly mandatory: boolean };

/** What may go from the coaching to an evaluation: nothing, the kinds that are listed, or something else that is written down (C13). */
export const evaluations = ['nothing', 'kinds', 'other'] as const;
export type Evaluation = (typeof evaluations)[number];

/**
 * What an agreement says. `texts`: by the id of the field; a field that holds nothing is ''. The text of the evaluation
 * field says which kinds or what else; it is '' with nothing. `reviewOn`: a day as 2027-05-22.
 */
export type AgreementContent = {
  readonly texts: Readonly<Record<string, string>>;
  readonly evaluation: Evaluation;
  readonly reviewOn: string;
};

/** The text of a field; '' when nothing was written there. */
function textOf(content: Pick<AgreementContent, 'texts'>, id: string): string {
  return content.texts[id] ?? '';
}

/** Whether two agreements say the same, field by field. */
export function saysTheSame(one: AgreementContent, other: AgreementContent): boolean {
  const ids = new Set([...Object.keys(one.texts), ...Object.keys(other.texts)]);
  return (
    one.evaluation === other.evaluation && one.reviewOn === other.reviewOn && [...ids].every((id) => textOf(one, id) === textOf(other, id))
  );
}
