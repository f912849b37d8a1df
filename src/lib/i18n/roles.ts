import type { MessageKey } from './m.ts';

const keys = {
  coach: 'programme_role_coach',
  coachee: 'programme_role_coachee',
  coordinator: 'programme_role_coordinator',
  adviser: 'programme_role_adviser',
  evaluator: 'programme_role_evaluator',
  administrator: 'programme_role_administrator'
} as const satisfies Record<string, MessageKey>;

export type Role = keyof typeof keys;

/** What a role is called, as a word in a sentence. */
export function roleKey(role: Role): MessageKey {
  return keys[role];
}
