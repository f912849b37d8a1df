import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { AccountId } from './jobs.ts';

/** A browser that signs in: the hash of its token and how long it may stay. */
export type NewSession = AccountId & { tokenHash: Buffer; device: string; idleMinutes: number; expiresAt: Date };

export async function openSession(db: SystemDb, session: NewSession): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      organisation_id: session.organisationId,
      id: newId(),
      person_id: session.personId,
      token_hash: session.tokenHash,
      device: session.device,
      idle_minutes: session.idleMinutes,
      expires_at: session.expiresAt
    })
    .execute();
}

/** One of the asker's own browsers. `idleMinutes`: how long it may rest before it is out. */
export type OwnSession = { id: string; device: string; startedAt: Date; lastSeenAt: Date; idleMinutes: number; isThisOne: boolean };

/** The asker's browsers that are signed in, the most recently used first. */
export async function listOwnSessions(db: PersonDb): Promise<OwnSession[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'device', 'created_at as startedAt', 'last_seen_at as lastSeenAt', 'idle_minutes as idleMinutes'])
    .select(sql<boolean>`id = app.session_id()`.as('isThisOne'))
    .where('person_id', '=', sql<string>`app.person_id()`)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('last_seen_at', '>', sql<Date>`now() - make_interval(mins => idle_minutes)`)
    .orderBy('last_seen_at', 'desc')
    .execute();
}

/** Ends one of the asker's own sessions; somebody else's stays as it is. */
export async function endOwnSession(db: PersonDb, id: string): Promise<void> {
  await endOwn(db).where('id', '=', id).execute();
}

/** Ends all sessions of the asker but the one that asks. */
export async function endOtherSessions(db: PersonDb): Promise<void> {
  await endOwn(db)
    .where('id', '<>', sql<string>`app.session_id()`)
    .execute();
}

/** Ends all sessions of the asker, also the one that asks: in this transaction nothing can be asked after it. */
export async function endAllSessions(db: PersonDb): Promise<void> {
  await endOwn(db).execute();
}

function endOwn(db: PersonDb) {
  return db
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('person_id', '=', sql<string>`app.person_id()`)
    .where('ended_at', 'is', null);
}

/** Which session, as `Who` holds it. */
export type SessionId = { organisationId: string; sessionId: string };

/** Notes that the person has just shown again who they are. */
export async function confirmSession(db: SystemDb, { organisationId, sessionId }: SessionId): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ authenticated_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Forgets sessions that ended, or whose time was over, 30 days ago. */
export async function forgetOldSessions(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where(sql<Date>`least(ended_at, expires_at)`, '<', sql<Date>`now() - interval '30 days'`)
    .execute();
}

/** Ends a session by its id: this browser is signing in anew. */
export async function closeSession(db: SystemDb, { organisationId, sessionId }: SessionId): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute();
}
