/** The plain objects of a world: rows by their tables, and what lies on the table of a pair. */
export type Row = { organisation: string };
export type Hat = 'coach' | 'evaluator' | 'manager';
export type Side = 'coach' | 'coachee';
export type Membership = Row & { id: string; person: string; programme: string | null; role: string };
export type Session = Row & { id: string; person: string; hat: Hat; token: Buffer; isEnded: boolean };
/** `known`: what the coach had declared when the coachee accepted. */
export type Pair = Row &
  Record<Side, string> & { id: string; programme: string; status: string; accepted: Record<Side, boolean>; known: string | null };
export type Mirror = Row & { id: string; pair: string; isLapsed: boolean };
export type Response = Row & { mirror: string; pair: string; person: string; role: Side; answers: string; isHandedIn: boolean };
export type Release = Row & { mirror: string; pair: string; level: 'nothing' | 'scores' | 'items' };
export type Need = Row & { id: string; pair: string; person: string };
export type Invitation = Row & { id: string; programme: string | null; isAccepted: boolean; isRevoked: boolean };
export type Look = Row & { number: number; subject: string; viewer: string; object: string; kind: 'mirror-scores' | 'note' };

export type World = Papers &
  Sheets & {
    organisations: Row[];
    people: (Row & { id: string; name: string })[];
    accounts: (Row & { person: string })[];
    programmes: (Row & { id: string; days: number })[];
    memberships: Membership[];
    sessions: Session[];
    passkeys: (Row & { id: string; person: string })[];
    mailChoices: (Row & { person: string })[];
    feeds: (Row & { person: string })[];
    invitations: Invitation[];
    pairs: Pair[];
    keys: (Row & { id: string; pair: string; purpose: 'coaching' | 'evaluation' })[];
    looks: Look[];
    mirrors: Mirror[];
    responses: Response[];
    releases: Release[];
    needs: Need[];
  };
export type Table = keyof World;

/** Of a round one sees: who has handed in, nothing of what. */
export type Turn = Row & { mirror: string } & Record<Side, boolean>;

/** The tables of a pair, by the name they have in the database. */
export const pairTables = [
  'coach_declarations',
  'evaluation_releases',
  'meeting_offers',
  'card_draws',
  'card_answers',
  'common_ground',
  'learnings',
  'agreements',
  'agreement_signatures',
  'pair_rhythms',
  'conversations',
  'conversation_times',
  'hat_changes',
  'topics',
  'notes',
  'note_versions',
  'goals',
  'goal_reviews',
  'actions',
  'look_backs',
  'live_updates',
  'live_versions',
  'tool_uses'
] as const;
export type PairTable = (typeof pairTables)[number];

/** One thing that one of the two laid down. Each table uses what it has of this. */
export type Paper = {
  organisation: string;
  id: string;
  pair: string;
  person: string;
  role: Side;
  /** The talk, the goal, the note or the version of the agreement it belongs to; null: none. */
  talk: string | null;
  link: string | null;
  /** What it says: a word to compare by, a text, a number of days. */
  word: string;
  /** Where it stands: a state of a talk, a goal, a note; 'done', 'withdrawn', 'dropped'. */
  state: string;
  hat: string;
  roles: readonly string[];
  /** Shared with the other, shown to the other. */
  isOpen: boolean;
  number: number;
};

/** A paper that says nothing. */
export const blank: Paper = {
  ...{ organisation: '', id: '', pair: '', person: '', role: 'coach', talk: null, link: null, word: '', state: '' },
  ...{ hat: 'coach', roles: [], isOpen: false, number: 0 }
};

export type Papers = Record<PairTable, Paper[]>;

/** The tables of the match and the own tools, by the name they have in the database; in the order in which rows can be written. */
export const sheetTables = [
  ...(['match_profiles', 'match_backgrounds', 'match_settings', 'match_bans', 'match_rounds', 'match_participants'] as const),
  ...(['match_pins', 'match_results', 'match_suggestions', 'match_choices', 'match_decisions'] as const),
  ...(['match_rule_changes', 'own_tools'] as const)
] as const;
export type SheetTable = (typeof sheetTables)[number];

/** The table that a story is mostly about; null: any. */
export type Focus = PairTable | SheetTable | null;

/** The table in focus, if it is one of these. */
export function focusIn<Table extends PairTable | SheetTable>(tables: readonly Table[], focus: Focus): Table | null {
  return tables.find((one) => one === focus) ?? null;
}

/** One row of the match, or an own tool. Each table uses what it has of this. */
export type Sheet = {
  organisation: string;
  /** Its own key; of a background that of the profile it belongs to. */
  id: string;
  programme: string;
  /** The round it belongs to; empty: none. */
  round: string;
  /** Whose it is: who says, chooses or decides; the coachee of a pair. */
  person: string;
  /** The coach of a pair, or the one coach who is chosen; null: none. */
  other: string | null;
  /** A role, a barrier, what is written. */
  word: string;
  /** Of a round how far it is; of a profile 'in' when handed in. */
  state: string;
};

export type Sheets = Record<SheetTable, Sheet[]>;
