import type { Hat, SheetTable, PairTable, Paper, Sheet, Side } from './model-types.ts';

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
  | { kind: 'key'; organisation: string; id: string; pair: string; purpose: 'coaching' | 'evaluation' }
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
  | { kind: 'refuse mails'; organisation: string; person: string }
  | { kind: 'want mails'; whose: string }
  | { kind: 'open feed'; organisation: string; person: string }
  | { kind: 'close feed'; whose: string }
  | { kind: 'sign on'; session: string }
  | { kind: 'queue'; organisation: string; id: string }
  | { kind: 'blind'; of: BlindTarget }
  | { kind: 'ask'; question: Question; mirror: string; pair: string }
  | ({ kind: 'lay'; of: PairTable } & Omit<Paper, 'number'>)
  | { kind: 'alter'; of: PairTable; id: string | null; paper: Paper; to: Alteration; hat: string }
  | { kind: 'take away'; of: PairTable; id: string | null; paper: Paper }
  | ({ kind: 'enter'; of: SheetTable } & Sheet)
  | { kind: 'amend'; of: SheetTable; id: string | null; key: Sheet; to: string; other: string | null; person: string }
  | { kind: 'strike'; of: SheetTable; id: string | null; key: Sheet }
  | { kind: 'wear'; hat: Hat }
  | { kind: 'look at notes'; notes: readonly string[] }
  | { kind: 'ask pair'; question: PairQuestion; pair: string; id: string; word: string };

/** What a paper of a pair comes to. `early` and `later`: at a moment that is not now. */
export type Alteration = (typeof alterations)[number];
export const alterations = [
  ...(['answered', 'withdrawn', 'done', 'early', 'later', 'rewrite', 'share', 'unshare', 'put off', 'hat'] as const),
  ...(['deleted', 'there', 'open', 'achieved', 'planned', 'held', 'skipped', 'cancelled'] as const)
] as const;

/** What the policies ask of a pair; whoever is signed in may call it. */
export type PairQuestion = (typeof pairQuestions)[number];
export const pairQuestions = [
  ...(['both_noted', 'noted_count', 'both_looked_back', 'is_agreed', 'newest_agreement'] as const),
  ...(['may_plan', 'may_see_note', 'declared_roles', 'silent_pairs'] as const)
] as const;

/** A change of a whole table at once, without asking for any row. */
export type BlindTarget = (typeof blindTargets)[number];
export const blindTargets = [
  ...(['people', 'programmes', 'sessions', 'passkeys', 'memberships', 'invitations'] as const),
  ...(['responses', 'releases', 'mailChoices', 'feeds'] as const)
] as const;

/** What the policies ask; whoever is signed in may call it. */
export type Question = 'both_handed_in' | 'is_open' | 'released_level' | 'mirror_turns';

export type ActKind = Act['kind'];
export type ActOf<Kind extends ActKind> = Extract<Act, { kind: Kind }>;
