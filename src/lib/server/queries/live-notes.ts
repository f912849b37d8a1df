import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** The notes of one talk as somebody may come to them now. `mayWrite` false: to be read only. */
export type LiveDoor = { organisationId: string; relationshipId: string; conversationId: string; mayWrite: boolean };

/**
 * The way in to the notes of a talk; null when it is not there or not theirs, which look the same. Both write as long as
 * the pair is at work and the talk has not been closed (C9); afterwards the notes are read.
 */
export async function findLiveDoor(db: PersonDb, relationshipId: string, conversationId: string): Promise<LiveDoor | null> {
  const row = await db
    .selectFrom('conversations')
    .select(['organisation_id', sql<boolean>`closed_at is null and relationship_id = any (app.pairs_at_work())`.as('may_write')])
    .where('relationship_id', '=', relationshipId)
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return row ? { organisationId: row.organisation_id, relationshipId, conversationId, mayWrite: row.may_write } : null;
}

/** Waits until nobody else adds to the notes of this talk by its form, until the transaction ends. Typing waits for nothing. */
export async function lockLiveNotes(db: PersonDb, conversationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('live_notes ' || ${conversationId}::text, 0))`.execute(db);
}

/** A stored piece of typing, sealed. */
export type SealedPiece = { number: string; body: Buffer };

/** The pieces of the notes of a talk; `number` null: all of them. */
export async function listPieces(db: PersonDb, door: LiveDoor, number: string | null): Promise<SealedPiece[]> {
  return db
    .selectFrom('live_updates')
    .select(['number', 'body'])
    .where('relationship_id', '=', door.relationshipId)
    .where('conversation_id', '=', door.conversationId)
    .$if(number !== null, (query) => query.where('number', '=', number))
    .orderBy('number')
    .execute();
}

/** Adds a piece and, when it is committed, tells every process its number. `by`: the process that knows it already. */
export async function addPiece(db: PersonDb, door: LiveDoor, piece: { personId: string; body: Buffer; by: string }): Promise<void> {
  const { number } = await db
    .insertInto('live_updates')
    .values({
      organisation_id: door.organisationId,
      conversation_id: door.conversationId,
      relationship_id: door.relationshipId,
      body: piece.body,
      written_by: piece.personId
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await sql`select pg_notify('vierpoot_live', ${`piece ${door.conversationId} ${piece.by} ${number}`})`.execute(db);
}

/** Takes away pieces that have been merged into another. */
export async function deletePieces(db: PersonDb, door: LiveDoor, numbers: readonly string[]): Promise<void> {
  await db
    .deleteFrom('live_updates')
    .where('relationship_id', '=', door.relationshipId)
    .where('conversation_id', '=', door.conversationId)
    .where('number', 'in', numbers)
    .execute();
}

/** How the notes looked at a moment, sealed. */
export type SealedVersion = { id: string; body: Buffer; keptAt: Date };

/** The kept versions of the notes of a talk, newest first. */
export async function listVersions(db: PersonDb, door: LiveDoor, limit: number): Promise<SealedVersion[]> {
  const rows = await db
    .selectFrom('live_versions')
    .select(['id', 'body', 'kept_at'])
    .where('relationship_id', '=', door.relationshipId)
    .where('conversation_id', '=', door.conversationId)
    .orderBy('kept_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, body: row.body, keptAt: row.kept_at }));
}

export async function addVersion(db: PersonDb, door: LiveDoor, version: { id: string; body: Buffer }): Promise<void> {
  await db
    .insertInto('live_versions')
    .values({
      organisation_id: door.organisationId,
      id: version.id,
      conversation_id: door.conversationId,
      relationship_id: door.relationshipId,
      body: version.body
    })
    .execute();
}
