import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import type { InvitationsTable } from '#lib/server/schema.generated.ts';

export type InvitationRole = InvitationsTable['role'];

/** Somebody to invite; `programmeId` null: for the whole organisation. `email` in lower case. */
export type NewInvitation = {
  id: string;
  organisationId: string;
  programmeId: string | null;
  email: string;
  name: string;
  role: InvitationRole;
  language: 'nl' | 'en';
  tokenHash: Buffer;
  invitedBy: string;
};

/** Keeps an invitation of the asker. Refused by the database when the asker does not coordinate the programme. */
export async function addInvitation(db: PersonDb, invitation: NewInvitation): Promise<void> {
  const { id, organisationId, programmeId, tokenHash, invitedBy, ...rest } = invitation;
  await db
    .insertInto('invitations')
    .values({ id, organisation_id: organisationId, programme_id: programmeId, token_hash: tokenHash, invited_by: invitedBy, ...rest })
    .execute();
}

export type OpenInvitation = {
  id: string;
  email: string;
  name: string;
  role: InvitationRole;
  language: 'nl' | 'en';
  sentAt: Date;
  expiresAt: Date;
  isOver: boolean;
};

/** Invitations nobody has answered or taken back, the newest first; `programmeId` null: those of the whole organisation. */
export async function listOpenInvitations(db: PersonDb, programmeId: string | null): Promise<OpenInvitation[]> {
  return db
    .selectFrom('invitations')
    .select(['id', 'email', 'name', 'role', 'language', 'created_at as sentAt', 'expires_at as expiresAt'])
    .select(sql<boolean>`expires_at < now()`.as('isOver'))
    .where('programme_id', programmeId === null ? 'is' : '=', programmeId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('name')
    .execute();
}

/** Takes an open invitation back; gives what it was. Null when it is not there, not the asker's, answered or already taken back. */
export async function revokeInvitation(
  db: PersonDb,
  id: string
): Promise<Pick<NewInvitation, 'programmeId' | 'email' | 'name' | 'role' | 'language'> | null> {
  const row = await db
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['programme_id as programmeId', 'email', 'name', 'role', 'language'])
    .executeTakeFirst();
  return row ?? null;
}

/** An invitation as its receiver reads it. */
export type Invitation = {
  id: string;
  organisationId: string;
  organisationName: string;
  programmeId: string | null;
  programmeName: string | null;
  email: string;
  name: string;
  role: InvitationRole;
  language: 'nl' | 'en';
  expiresAt: Date;
};

function selectAlive(db: SystemDb) {
  return db
    .selectFrom('invitations')
    .innerJoin('organisations', 'organisations.id', 'invitations.organisation_id')
    .leftJoin('programmes', (join) =>
      join.onRef('programmes.organisation_id', '=', 'invitations.organisation_id').onRef('programmes.id', '=', 'invitations.programme_id')
    )
    .select(['invitations.id', 'invitations.organisation_id as organisationId', 'organisations.name as organisationName'])
    .select([
      'invitations.programme_id as programmeId',
      'programmes.name as programmeName',
      'email',
      'invitations.name',
      'role',
      'language',
      'expires_at as expiresAt'
    ])
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`);
}

/** The invitation behind a token; null when it was never there, is used, taken back or over: all the same. */
export async function findAliveInvitation(db: SystemDb, tokenHash: Buffer): Promise<Invitation | null> {
  return (await selectAlive(db).where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null;
}

/** The invitation to send; null when it needs no sending any more. */
export async function findInvitationToSend(db: SystemDb, place: { organisationId: string; id: string }): Promise<Invitation | null> {
  const row = await selectAlive(db)
    .where('invitations.organisation_id', '=', place.organisationId)
    .where('invitations.id', '=', place.id)
    .executeTakeFirst();
  return row ?? null;
}

/** Uses an invitation up; false when somebody was first or it is over. */
export async function spendInvitation(db: SystemDb, tokenHash: Buffer): Promise<boolean> {
  const row = await db
    .updateTable('invitations')
    .set({ accepted_at: sql<Date>`now()` })
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
