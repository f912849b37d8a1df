// Written by `npm run dump-schema` from the migrations.
import type { ColumnType, Generated } from 'kysely';

export type AccessRecordsTable = {
  organisation_id: string;
  number: ColumnType<string, number, number>;
  subject_id: string;
  viewer_id: string;
  hat: 'coach' | 'evaluator' | 'manager';
  kind: 'mirror-scores' | 'mirror-answers';
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

export type DataKeysTable = {
  organisation_id: string;
  id: string;
  relationship_id: string;
  key_id: string;
  wrapped: Buffer;
  created_at: Generated<Date>;
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

export type OrganisationsTable = {
  id: string;
  name: string;
  world: 'education' | 'work';
  is_demo: Generated<boolean>;
  created_at: Generated<Date>;
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

export type DB = {
  access_records: AccessRecordsTable;
  accounts: AccountsTable;
  data_keys: DataKeysTable;
  invitations: InvitationsTable;
  jobs: JobsTable;
  memberships: MembershipsTable;
  mirror_releases: MirrorReleasesTable;
  mirror_responses: MirrorResponsesTable;
  mirrors: MirrorsTable;
  needs: NeedsTable;
  organisations: OrganisationsTable;
  passkeys: PasskeysTable;
  people: PeopleTable;
  programmes: ProgrammesTable;
  relationships: RelationshipsTable;
  sessions: SessionsTable;
  sign_in_links: SignInLinksTable;
  system_acts: SystemActsTable;
  throttles: ThrottlesTable;
};
