import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import type { PairPlace } from './relationships.ts';

/** `preparation` of one talk, a `note`, or a `moment` between talks. */
export type NoteKind = 'preparation' | 'note' | 'moment';

/** What somebody wrote, sealed. `deletedAt` is only seen by its author, and for thirty seconds. */
export type SealedNote = {
  id: string;
  conversationId: string | null;
  personId: string;
  kind: NoteKind;
  isShared: boolean;
  body: Buffer;
  writtenAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
};

/** The notes of a pair that the acting person may read, newest first. */
export async function listNotes(db: PersonDb, relationshipId: string): Promise<SealedNote[]> {
  const rows = await selectNotes(db)
    .where('relationship_id', '=', relationshipId)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** One note; null when it is not there or not for this reader. */
export async function findNote(db: PersonDb, relationshipId: string, id: string): Promise<SealedNote | null> {
  const row = await selectNotes(db).where('relationship_id', '=', relationshipId).where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

function selectNotes(db: PersonDb) {
  return db
    .selectFrom('notes')
    .select(['id', 'conversation_id', 'person_id', 'kind', 'is_shared', 'body', 'written_at', 'edited_at', 'deleted_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectNotes>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): SealedNote {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    personId: row.person_id,
    kind: row.kind,
    isShared: row.is_shared,
    body: row.body,
    writtenAt: row.written_at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at
  };
}

export type NewNote = Pick<SealedNote, 'id' | 'conversationId' | 'personId' | 'kind' | 'isShared' | 'body'>;

export async function addNote(db: PersonDb, pair: PairPlace, note: NewNote): Promise<void> {
  await db
    .insertInto('notes')
    .values({
      organisation_id: pair.organisationId,
      id: note.id,
      relationship_id: pair.relationshipId,
      conversation_id: note.conversationId,
      person_id: note.personId,
      kind: note.kind,
      is_shared: note.isShared,
      body: note.body
    })
    .onConflict((conflict) => conflict.doNothing()) // the same form sent twice
    .execute();
}

/** A note in its pair. */
export type NotePlace = { relationshipId: string; id: string };

/** Changes one's own note; false when it was not one's own. */
export async function changeNote(db: PersonDb, note: NotePlace, change: { body?: Buffer; isShared?: boolean }): Promise<boolean> {
  const changed = await db
    .updateTable('notes')
    .set({
      ...(change.body !== undefined && { body: change.body, edited_at: sql<Date>`now()` }),
      ...(change.isShared !== undefined && { is_shared: change.isShared })
    })
    .where('relationship_id', '=', note.relationshipId)
    .where('id', '=', note.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Deletes one's own note, or brings it back within thirty seconds; false when there was nothing to do. */
export async function deleteNote(db: PersonDb, note: NotePlace, isBack = false): Promise<boolean> {
  const changed = await db
    .updateTable('notes')
    .set({ deleted_at: isBack ? null : sql<Date>`now()` })
    .where('relationship_id', '=', note.relationshipId)
    .where('id', '=', note.id)
    .where('deleted_at', isBack ? 'is not' : 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** What a shared note said before, sealed as it stood in the note and kept by the database; `number` counts from 1. */
export type NoteVersion = { number: number; body: Buffer; replacedAt: Date };

/** The earlier versions of a note, newest first. */
export async function listNoteVersions(db: PersonDb, noteId: string): Promise<NoteVersion[]> {
  const rows = await db
    .selectFrom('note_versions')
    .select(['number', 'body', 'replaced_at'])
    .where('note_id', '=', noteId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ number: row.number, body: row.body, replacedAt: row.replaced_at }));
}

/** Leaves a line for each author whose shared notes were read (S4); nothing for one's own. */
export async function recordNoteLooks(db: PersonDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`select app.record_note_looks(${ids}::uuid[])`.execute(db);
}
