/** What a coachee says to the suggested coaches: an order, or none of them and what instead (C27). */
export type CoachChoice = { readonly coachIds: readonly string[]; readonly instead: 'others' | 'talk' | null };

/** The longest reason of a coach who says no, in characters. */
export const longestReason = 600;

/** Whether two choices say the same. */
export function isSameChoice(one: CoachChoice, other: CoachChoice): boolean {
  return one.instead === other.instead && one.coachIds.join() === other.coachIds.join();
}

/** Why a choice cannot be taken: nothing chosen, the same place twice, a second without a first, or both an order and none. */
export type ChoiceProblem = 'missing' | 'twice' | 'gap' | 'both';

/** The field of one coach, with the place: 1 for the first choice; empty: no choice. */
export const choiceField = (coachId: string) => `place-${coachId}`;

/** The field that says what instead of these coaches. */
export const insteadField = 'instead';

/** Reads a choice among the suggested coaches; with a problem, the fields it is in. */
export function parseChoice(
  form: Readonly<Record<string, string>>,
  suggested: readonly string[]
): { readonly choice: CoachChoice } | { readonly problem: ChoiceProblem; readonly fields: readonly string[] } {
  const placed = suggested.flatMap((id) => {
    const place = Number(form[choiceField(id)] ?? '');
    return Number.isInteger(place) && place >= 1 && place <= suggested.length ? [{ id, place }] : [];
  });
  const order = placed.toSorted((one, other) => one.place - other.place);
  const said = form[insteadField];
  const instead = said === 'others' || said === 'talk' ? said : null;
  const fieldsOf = (some: readonly { readonly id: string }[]) => some.map(({ id }) => choiceField(id));
  const shared = placed.filter(({ id, place }) => placed.some((other) => other.id !== id && other.place === place));
  if (order.length === 0)
    return instead ? { choice: { coachIds: [], instead } } : { problem: 'missing', fields: suggested.map(choiceField) };
  if (instead) return { problem: 'both', fields: [...fieldsOf(placed), insteadField] };
  if (shared.length > 0) return { problem: 'twice', fields: fieldsOf(shared) };
  if (order.some(({ place }, at) => place !== at + 1)) return { problem: 'gap', fields: fieldsOf(placed) };
  return { choice: { coachIds: order.map(({ id }) => id), instead: null } };
}
