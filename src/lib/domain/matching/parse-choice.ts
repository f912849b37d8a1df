/** What a coachee says to the suggested coaches: an order, or none of them and what instead (C27). */
export type CoachChoice = { readonly coachIds: readonly string[]; readonly instead: 'others' | 'talk' | null };

/** Why a choice cannot be taken: nothing chosen, the same place twice, a second without a first, or both an order and none. */
export type ChoiceProblem = 'missing' | 'twice' | 'gap' | 'both';

/** The field of one coach, with the place: 1 for the first choice; empty: no choice. */
export const choiceField = (coachId: string) => `place-${coachId}`;

/** Reads a choice among the suggested coaches. */
export function parseChoice(
  form: Readonly<Record<string, string>>,
  suggested: readonly string[]
): { readonly choice: CoachChoice } | { readonly problem: ChoiceProblem } {
  const placed = suggested.flatMap((id) => {
    const place = Number(form[choiceField(id)] ?? '');
    return Number.isInteger(place) && place >= 1 && place <= suggested.length ? [{ id, place }] : [];
  });
  const order = placed.toSorted((one, other) => one.place - other.place);
  const instead = form['instead'] === 'others' || form['instead'] === 'talk' ? form['instead'] : null;
  if (order.length === 0) return instead ? { choice: { coachIds: [], instead } } : { problem: 'missing' };
  if (instead) return { problem: 'both' };
  if (new Set(order.map(({ place }) => place)).size < order.length) return { problem: 'twice' };
  if (order.some(({ place }, at) => place !== at + 1)) return { problem: 'gap' };
  return { choice: { coachIds: order.map(({ id }) => id), instead: null } };
}
