import type { Declaration, Hat } from '#lib/domain/hat/hat.ts';
import { m } from './m.ts';

/** What a hat is called, as a word in a sentence. */
export function hatName(hat: Hat): string {
  return { coach: m.hat_coach(), evaluator: m.hat_evaluator(), manager: m.hat_manager() }[hat];
}

/** Two hats as "evaluator or manager"; one as itself. */
export function eitherHat(hats: readonly Hat[]): string {
  const [first = '', second] = hats.map(hatName);
  return second === undefined ? first : m.hat_or({ first, second });
}

/** Whom a declaration is about: the name of the coach, and how the coachee is called in the sentence: "you", or a name. */
export type DeclarationParties = { coach: string; who: string };

/** What a coach declared, in plain sentences: first whoever evaluates (C14), then the other roles (C12). */
export function declarationSentences({ evaluatorContact, roles }: Declaration, parties: DeclarationParties): string[] {
  const contact = {
    none: m.hat_contact_none(parties),
    sometimes: m.hat_contact_sometimes(parties),
    close: m.hat_contact_close(parties),
    self: m.hat_contact_self(parties)
  }[evaluatorContact];
  const manager = roles.includes('manager') ? [m.hat_role_manager(parties)] : [];
  const teacher = roles.includes('teacher') ? [m.hat_role_teacher(parties)] : [];
  return [contact, ...manager, ...teacher, ...(roles.length === 0 ? [m.hat_role_none(parties)] : [])];
}
