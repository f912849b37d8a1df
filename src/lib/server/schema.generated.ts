// Written by `npm run dump-schema` from the migrations.
import type { ColumnType, Generated } from 'kysely';

export type AccessRecordsTable = {
  organisation_id: string;
  number: ColumnType<string, number, number>;
  subject_id: string;
  viewer_id: string;
  hat: 'coach' | 'evaluator' | 'manager';
  kind: 'mirror-scores' | 'mirror-answers' | 'note';
  object_id: string;
  at: Generated<Date>;
  hash: Buffer;
};

export type AccountsTable = {
  organisation_id: string;
  person_id: string;
  email: string;
  password_hash: string | null;
  created_at: Generated<Date>;
};

export type ActionsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string | null;
  goal_id: string | null;
  owner: 'coach' | 'coachee';
  body: Buffer;
  due_on: unknown | null;
  done_at: Date | null;
  let_go_at: Date | null;
  created_by: string;
  created_at: Generated<Date>;
};

export type AgreementSignaturesTable = {
  organisation_id: string;
  agreement_id: string;
  relationship_id: string;
  person_id: string;
  signed_at: Generated<Date>;
};

export type AgreementsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  based_on: string | null;
  written_by: string;
  fields: Buffer;
  evaluation: 'nothing' | 'kinds' | 'other';
  review_on: unknown;
  written_at: Generated<Date>;
};

export type CalendarFeedsTable = {
  organisation_id: string;
  person_id: string;
  token_hash: Buffer;
  created_at: Generated<Date>;
};

export type CardAnswersTable = {
  organisation_id: string;
  relationship_id: string;
  card: string;
  person_id: string;
  body: Buffer;
  written_at: Generated<Date>;
};

export type CardDrawsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  card: string;
  drawn_by: string;
  drawn_at: Generated<Date>;
};

export type CoachDeclarationsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  evaluator_contact: 'none' | 'sometimes' | 'close' | 'self';
  roles: Generated<string[]>;
  declared_at: Generated<Date>;
};

export type CommonGroundTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  person_id: string;
  mark: Buffer;
  body: Buffer;
  noted_at: Generated<Date>;
  dropped_at: Date | null;
};

export type ConversationTimesTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string;
  starts_at: Date;
  proposed_by: string;
};

export type ConversationsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  state: 'proposed' | 'planned' | 'held' | 'skipped' | 'cancelled';
  starts_at: Date | null;
  minutes: Generated<number>;
  time_zone: string;
  place: Buffer | null;
  hat: Generated<'coach' | 'evaluator' | 'manager'>;
  created_by: string;
  changes: Generated<number>;
  created_at: Generated<Date>;
  closed_at: Date | null;
};

export type DataKeysTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  key_id: string;
  wrapped: Buffer;
  created_at: Generated<Date>;
  purpose: Generated<'coaching' | 'evaluation'>;
};

export type DigestsTable = {
  organisation_id: string;
  person_id: string;
  monday: unknown;
};

export type EvaluationReleasesTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  person_id: string;
  body: Buffer;
  released_at: Generated<Date>;
  withdrawn_at: Date | null;
};

export type GoalReviewsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  goal_id: string;
  conversation_id: string | null;
  outcome: 'achieved' | 'continued' | 'changed' | 'let-go';
  context: Buffer | null;
  reviewed_by: string;
  reviewed_at: Generated<Date>;
};

export type GoalsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string | null;
  body: Buffer;
  state: Generated<'open' | 'achieved' | 'let-go'>;
  created_by: string;
  created_at: Generated<Date>;
  edited_at: Date | null;
};

export type HatChangesTable = {
  organisation_id: string;
  relationship_id: string;
  at: Generated<Date>;
  person_id: string;
  hat: 'coach' | 'evaluator' | 'manager';
  conversation_id: string | null;
};

export type ImportsTable = {
  organisation_id: string;
  id: string;
  programme_id: string;
  created_by: string | null;
  sheet: string;
  columns: ColumnType<unknown, string, string>;
  made_people: Generated<unknown>;
  made_memberships: Generated<unknown>;
  made_profiles: Generated<unknown>;
  kept: Generated<number>;
  created_at: Generated<Date>;
  applied_at: Date | null;
  undone_at: Date | null;
};

export type InvitationsTable = {
  organisation_id: string;
  id: string;
  programme_id: string | null;
  email: string;
  name: string;
  role: 'coach' | 'coachee' | 'coordinator' | 'adviser' | 'evaluator';
  language: Generated<'nl' | 'en'>;
  token_hash: Buffer;
  invited_by: string | null;
  created_at: Generated<Date>;
  expires_at: Generated<Date>;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

export type JobsTable = {
  organisation_id: string;
  id: string;
  kind: string;
  data: ColumnType<unknown, string | undefined, string>;
  unique_key: string | null;
  due_at: Generated<Date>;
  tries: Generated<number>;
  leased_until: Date | null;
  error: string | null;
  created_at: Generated<Date>;
};

export type LearningsTable = {
  organisation_id: string;
  relationship_id: string;
  person_id: string;
  body: Buffer;
  is_shown: Generated<boolean>;
  written_at: Generated<Date>;
};

export type LiveUpdatesTable = {
  organisation_id: string;
  conversation_id: string;
  number: ColumnType<string, number | undefined, number>;
  relationship_id: string;
  body: Buffer;
  written_by: string;
  written_at: Generated<Date>;
};

export type LiveVersionsTable = {
  organisation_id: string;
  id: string;
  conversation_id: string;
  relationship_id: string;
  body: Buffer;
  kept_at: Generated<Date>;
};

export type LookBacksTable = {
  organisation_id: string;
  conversation_id: string;
  relationship_id: string;
  person_id: string;
  role: 'coach' | 'coachee';
  answers: Buffer;
  handed_in_at: Generated<Date>;
};

export type MailChoicesTable = {
  organisation_id: string;
  person_id: string;
  kind: 'pair' | 'mirror' | 'conversation' | 'reminder' | 'agreement' | 'action' | 'digest';
  chosen_at: Generated<Date>;
};

export type MatchAsksTable = {
  organisation_id: string;
  relationship_id: string;
  round_id: string;
  coachee_id: string;
  coach_id: string;
  asked_at: Generated<Date>;
  reminded_at: Date | null;
  outcome: 'accepted' | 'declined' | 'silent' | 'full' | 'withdrawn' | null;
  reason: Buffer | null;
  nudged_at: Date | null;
  shown: ColumnType<unknown, string, string> | null;
  let_go_told_at: Date | null;
};

export type MatchBackgroundsTable = {
  organisation_id: string;
  profile_id: string;
  answers: ColumnType<unknown, string, string>;
};

export type MatchBansTable = {
  organisation_id: string;
  programme_id: string;
  coachee_id: string;
  coach_id: string;
  barrier: 'coachee-veto' | 'coach-veto' | 'excluded';
  created_at: Generated<Date>;
};

export type MatchChoicesTable = {
  organisation_id: string;
  round_id: string;
  coachee_id: string;
  coach_ids: unknown;
  instead: 'others' | 'talk' | null;
  chosen_at: Generated<Date>;
  told_at: Date | null;
};

export type MatchDecisionsTable = {
  organisation_id: string;
  id: string;
  round_id: string;
  person_id: string | null;
  act: 'create' | 'take-part' | 'capacity' | 'settings' | 'pin' | 'unpin' | 'exclude' | 'include' | 'swap' | 'run' | 'cancel' | 'publish' | 'close';
  coachee_id: string | null;
  coach_id: string | null;
  detail: ColumnType<unknown, string, string> | null;
  at: Generated<Date>;
};

export type MatchParticipantsTable = {
  organisation_id: string;
  round_id: string;
  person_id: string;
  role: 'coach' | 'coachee';
  capacity: number | null;
  counted_at: Generated<Date>;
  earlier_coach_id: string | null;
};

export type MatchPinsTable = {
  organisation_id: string;
  round_id: string;
  coachee_id: string;
  coach_id: string;
  created_at: Generated<Date>;
};

export type MatchProfilesTable = {
  organisation_id: string;
  id: string;
  programme_id: string;
  person_id: string;
  role: 'coach' | 'coachee';
  answers: ColumnType<unknown, string, string>;
  handed_in_at: Date | null;
  changed_at: Generated<Date>;
  declared_at: Generated<Date>;
  by_own_hand: Generated<boolean>;
};

export type MatchResultsTable = {
  organisation_id: string;
  round_id: string;
  coachee_id: string;
  coach_id: string;
  place: number;
  why: 'fit' | 'different' | 'pinned' | 'swapped' | 'full';
  is_assigned: boolean;
  ground: number | null;
  horizon: number | null;
};

export type MatchRoundsTable = {
  organisation_id: string;
  id: string;
  programme_id: string;
  status: Generated<'draft' | 'running' | 'ready' | 'published' | 'closed'>;
  settings: ColumnType<unknown, string, string> | null;
  progress: ColumnType<unknown, string, string> | null;
  summary: ColumnType<unknown, string, string> | null;
  created_by: string | null;
  created_at: Generated<Date>;
  run_at: Date | null;
  beat_at: Date | null;
  published_at: Date | null;
};

export type MatchRuleChangesTable = {
  organisation_id: string;
  id: string;
  programme_id: string;
  person_id: string | null;
  changes: ColumnType<unknown, string, string>;
  at: Generated<Date>;
};

export type MatchSettingsTable = {
  organisation_id: string;
  programme_id: string;
  settings: ColumnType<unknown, string, string>;
  changed_by: string | null;
  changed_at: Generated<Date>;
  asks_wishes: Generated<boolean>;
};

export type MatchSuggestionsTable = {
  organisation_id: string;
  round_id: string;
  programme_id: string;
  coachee_id: string;
  coach_id: string;
  place: number;
  why: 'fit' | 'different' | 'pinned' | 'swapped' | 'wish';
  created_at: Generated<Date>;
};

export type MatchWishesTable = {
  organisation_id: string;
  profile_id: string;
  mark: Buffer;
  place: number;
  body: Buffer;
  created_at: Generated<Date>;
};

export type MeetingOffersTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  offered_by: string;
  ways: Buffer;
  offered_at: Generated<Date>;
  answer: Buffer | null;
  answered_at: Date | null;
};

export type MembershipsTable = {
  organisation_id: string;
  id: string;
  person_id: string;
  programme_id: string | null;
  role: 'coach' | 'coachee' | 'coordinator' | 'adviser' | 'evaluator' | 'administrator';
  created_at: Generated<Date>;
};

export type MirrorReleasesTable = {
  organisation_id: string;
  mirror_id: string;
  relationship_id: string;
  level: 'nothing' | 'scores' | 'items';
  scores: Buffer | null;
  released_at: Generated<Date>;
};

export type MirrorResponsesTable = {
  organisation_id: string;
  mirror_id: string;
  relationship_id: string;
  person_id: string;
  role: 'coach' | 'coachee';
  answers: Buffer;
  saved_at: Generated<Date>;
  handed_in_at: Date | null;
};

export type MirrorsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  instrument: string;
  opened_by: string | null;
  opened_at: Generated<Date>;
  due_at: Date;
};

export type NeedsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  person_id: string;
  instrument: string;
  answers: Buffer;
  asked_at: Generated<Date>;
};

export type NoteVersionsTable = {
  organisation_id: string;
  note_id: string;
  relationship_id: string;
  number: number;
  body: Buffer;
  replaced_at: Generated<Date>;
};

export type NotesTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string | null;
  person_id: string;
  kind: 'preparation' | 'note' | 'moment';
  is_shared: Generated<boolean>;
  body: Buffer;
  written_at: Generated<Date>;
  edited_at: Date | null;
  deleted_at: Date | null;
};

export type OrganisationsTable = {
  id: string;
  name: string;
  world: 'education' | 'work';
  is_demo: Generated<boolean>;
  created_at: Generated<Date>;
};

export type OwnToolsTable = {
  organisation_id: string;
  slug: string;
  number: number;
  facts: ColumnType<unknown, string, string>;
  nl: string | null;
  en: string | null;
  is_archived: Generated<boolean>;
  written_by: string | null;
  written_at: Generated<Date>;
};

export type PairRhythmsTable = {
  organisation_id: string;
  relationship_id: string;
  rhythm_days: number | null;
  agreement_postponed_until: unknown | null;
};

export type PasskeysTable = {
  organisation_id: string;
  id: string;
  person_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: ColumnType<string, number | undefined, number>;
  transports: Generated<string[]>;
  name: string;
  created_at: Generated<Date>;
  last_used_at: Date | null;
};

export type PeopleTable = {
  organisation_id: string;
  id: string;
  name: string;
  pronouns: string | null;
  language: 'nl' | 'en';
  time_zone: Generated<string>;
  created_at: Generated<Date>;
};

export type ProgrammesTable = {
  organisation_id: string;
  id: string;
  name: string;
  world: 'education' | 'work';
  mirror_days: Generated<number>;
  need_interval_days: Generated<number>;
  created_at: Generated<Date>;
  rhythm_days: number | null;
  agreement_template: ColumnType<unknown, string | undefined, string>;
  conversation_elements: ColumnType<unknown, string | undefined, string>;
};

export type RelationshipsTable = {
  organisation_id: string;
  id: string;
  programme_id: string;
  coach_id: string;
  coachee_id: string;
  status: Generated<'proposed' | 'declined' | 'active' | 'ended'>;
  coach_accepted_at: Date | null;
  coachee_accepted_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  ended_by: string | null;
  proposed_by: string | null;
  created_at: Generated<Date>;
};

export type SessionsTable = {
  organisation_id: string;
  id: string;
  person_id: string;
  token_hash: Buffer;
  hat: Generated<'coach' | 'evaluator' | 'manager'>;
  device: Generated<string>;
  created_at: Generated<Date>;
  authenticated_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  idle_minutes: number;
  expires_at: Date;
  ended_at: Date | null;
};

export type SignInLinksTable = {
  organisation_id: string;
  id: string;
  person_id: string;
  token_hash: Buffer;
  created_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
};

export type SystemActsTable = {
  id: string;
  reason: string;
  at: Generated<Date>;
};

export type ThrottlesTable = {
  bucket: Buffer;
  window_started_at: Date;
  tries: number;
};

export type ToolUsesTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string | null;
  tool: string;
  state: 'planned' | 'helped' | 'not-now';
  noted_by: string;
  noted_at: Generated<Date>;
};

export type TopicsTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  conversation_id: string;
  person_id: string;
  body: Buffer;
  wish: 'listen' | 'ask' | 'think-along' | 'advise';
  written_at: Generated<Date>;
};

export type DB = {
  access_records: AccessRecordsTable;
  accounts: AccountsTable;
  actions: ActionsTable;
  agreement_signatures: AgreementSignaturesTable;
  agreements: AgreementsTable;
  calendar_feeds: CalendarFeedsTable;
  card_answers: CardAnswersTable;
  card_draws: CardDrawsTable;
  coach_declarations: CoachDeclarationsTable;
  common_ground: CommonGroundTable;
  conversation_times: ConversationTimesTable;
  conversations: ConversationsTable;
  data_keys: DataKeysTable;
  digests: DigestsTable;
  evaluation_releases: EvaluationReleasesTable;
  goal_reviews: GoalReviewsTable;
  goals: GoalsTable;
  hat_changes: HatChangesTable;
  imports: ImportsTable;
  invitations: InvitationsTable;
  jobs: JobsTable;
  learnings: LearningsTable;
  live_updates: LiveUpdatesTable;
  live_versions: LiveVersionsTable;
  look_backs: LookBacksTable;
  mail_choices: MailChoicesTable;
  match_asks: MatchAsksTable;
  match_backgrounds: MatchBackgroundsTable;
  match_bans: MatchBansTable;
  match_choices: MatchChoicesTable;
  match_decisions: MatchDecisionsTable;
  match_participants: MatchParticipantsTable;
  match_pins: MatchPinsTable;
  match_profiles: MatchProfilesTable;
  match_results: MatchResultsTable;
  match_rounds: MatchRoundsTable;
  match_rule_changes: MatchRuleChangesTable;
  match_settings: MatchSettingsTable;
  match_suggestions: MatchSuggestionsTable;
  match_wishes: MatchWishesTable;
  meeting_offers: MeetingOffersTable;
  memberships: MembershipsTable;
  mirror_releases: MirrorReleasesTable;
  mirror_responses: MirrorResponsesTable;
  mirrors: MirrorsTable;
  needs: NeedsTable;
  note_versions: NoteVersionsTable;
  notes: NotesTable;
  organisations: OrganisationsTable;
  own_tools: OwnToolsTable;
  pair_rhythms: PairRhythmsTable;
  passkeys: PasskeysTable;
  people: PeopleTable;
  programmes: ProgrammesTable;
  relationships: RelationshipsTable;
  sessions: SessionsTable;
  sign_in_links: SignInLinksTable;
  system_acts: SystemActsTable;
  throttles: ThrottlesTable;
  tool_uses: ToolUsesTable;
  topics: TopicsTable;
};
