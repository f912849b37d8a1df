import type { Side } from './model.ts';

/** Something a person tries. Names point into the world as it was when the act was chosen. */
export type Act =
  | { kind: 'save'; organisation: string; mirror: string; pair: string; person: string; role: Side; isHandedIn: boolean }
  | { kind: 'rewrite'; mirror: string; role: Side }
  | { kind: 'hand in'; mirror: string; role: Side; isNow: boolean }
  | { kind: 'release'; organisation: string; mirror: string; pair: string; level: 'nothing' | 'scores' | 'items' }
  | { kind: 'release again'; mirror: string; level: 'nothing' | 'scores' | 'items' }
  | { kind: 'open mirror'; id: string; pair: string }
  | { kind: 'end'; pair: string }
  | { kind: 'answer'; pair: string; accepts: boolean }
  | { kind: 'need'; organisation: string; id: string; pair: string; person: string }
  | { kind: 'key'; organisation: string; id: string; pair: string }
  | { kind: 'look'; pair: string; object: string }
  | { kind: 'invite'; organisation: string; id: string; programme: string | null; role: string; by: string }
  | { kind: 'revoke'; invitation: string }
  | { kind: 'propose'; organisation: string; id: string; programme: string; coach: string; coachee: string; by: string; isStarted: boolean }
  | { kind: 'join'; organisation: string; id: string; programme: string; person: string; role: string }
  | { kind: 'leave'; membership: string }
  | { kind: 'create programme'; id: string; membership: string }
  | { kind: 'set rhythm'; programme: string; days: number }
  | { kind: 'rename'; person: string; name: string }
  | { kind: 'sign off'; session: string }
  | { kind: 'add passkey'; organisation: string; id: string; person: string }
  | { kind: 'drop passkey'; passkey: string }
  | { kind: 'sign on'; session: string }
  | { kind: 'queue'; organisation: string; id: string }
  | { kind: 'blind'; of: BlindTarget }
  | { kind: 'ask'; question: Question; mirror: string; pair: string };

/** A change of a whole table at once, without asking for any row. */
export type BlindTarget = 'people' | 'programmes' | 'sessions' | 'passkeys' | 'memberships' | 'invitations' | 'responses' | 'releases';

/** What the policies ask; whoever is signed in may call it. */
export type Question = 'both_handed_in' | 'is_open' | 'released_level' | 'mirror_turns';

export type ActKind = Act['kind'];
export type ActOf<Kind extends ActKind> = Extract<Act, { kind: Kind }>;
