import { type Declaration, type EvaluatorContact, evaluatorContacts, otherRoles } from './hat.ts';

/** Either what was declared, or that the question about the evaluator was not answered. */
export type ParsedDeclaration = { readonly declaration: Declaration } | { readonly problems: { readonly contact: 'missing' } };

/** The name of the field with the contact, and of the box of each role beside that of evaluator. */
export const declarationFields = { contact: 'contact', manager: 'role-manager', teacher: 'role-teacher' } as const;

/**
 * Reads what a coach says about other roles. The role of evaluator is not asked twice: it follows from the contact `self`.
 *
 * Missing: without an answer about the evaluator there is no declaration (C14); a role that is not ticked is not held.
 */
export function parseDeclaration(form: Readonly<Record<string, unknown>>): ParsedDeclaration {
  const contact = evaluatorContacts.find((known) => known === form[declarationFields.contact]);
  if (contact === undefined) return { problems: { contact: 'missing' } };
  return { declaration: { evaluatorContact: contact, roles: otherRoles.filter((role) => isHeld(role, contact, form)) } };
}

function isHeld(role: (typeof otherRoles)[number], contact: EvaluatorContact, form: Readonly<Record<string, unknown>>): boolean {
  return role === 'evaluator' ? contact === 'self' : form[declarationFields[role]] === 'on';
}
