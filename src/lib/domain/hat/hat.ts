/** What a coach can look through: the coaching, an evaluation, or leading somebody (C12). */
export const hats = ['coach', 'evaluator', 'manager'] as const;

/** The role a coach is in during one session. */
export type Hat = (typeof hats)[number];

/** What a coach can be to a coachee besides being the coach. A teacher has a role, and no hat of it in here. */
export const otherRoles = ['evaluator', 'manager', 'teacher'] as const;

export type OtherRole = (typeof otherRoles)[number];

/** How close a coach is to whoever evaluates the coachee; `self`: the coach does it (C14). */
export const evaluatorContacts = ['none', 'sometimes', 'close', 'self'] as const;

export type EvaluatorContact = (typeof evaluatorContacts)[number];

/** What a coach says beforehand and openly about other roles (C12, C14). `self` and the role of evaluator go together. */
export type Declaration = { readonly evaluatorContact: EvaluatorContact; readonly roles: readonly OtherRole[] };

/** Whether a text from outside names a hat. */
export function isHat(text: unknown): text is Hat {
  return hats.some((hat) => hat === text);
}

/** The hats besides that of coach that go with declared roles, in the order of the hats; none when nothing was declared. */
export function otherHatsOf(roles: readonly OtherRole[]): Exclude<Hat, 'coach'>[] {
  return (['evaluator', 'manager'] as const).filter((hat) => roles.includes(hat));
}
