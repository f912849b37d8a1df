/** How long a browser stays signed in: without a sign of life, and at most. */
export type SessionLimits = { idleMinutes: number; absoluteHours: number };

// NIST SP 800-63B-4 asks at most 24 hours and suggests 1 hour idle (AAL2); ours are stricter for who looks after others.
const forPairs: SessionLimits = { idleMinutes: 60, absoluteHours: 12 };
const forKeepers: SessionLimits = { idleMinutes: 15, absoluteHours: 8 };
const keepers = ['coordinator', 'administrator', 'adviser'];

/** The limits for somebody with these roles: the strictest of them. */
export function limitsFor(roles: readonly string[]): SessionLimits {
  return roles.some((role) => keepers.includes(role)) ? forKeepers : forPairs;
}
