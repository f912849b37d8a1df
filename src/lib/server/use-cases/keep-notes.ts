import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import {
  addNote,
  changeNote,
  findNote,
  listNotes,
  listNoteVersions,
  type NewNote,
  recordNoteLooks,
  type SealedNote
} from '#lib/server/queries/notes.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** What somebody wrote, opened. */
export type Note = Omit<SealedNote, 'body'> & { text: string };

/** A note with what it said before. */
export type NoteWithVersions = { note: Note; versions: { number: number; text: string; replacedAt: Date }[] };

/** The notes of a pair that the reader is shown, newest first. Showing what the other shared leaves a line (S4). */
export async function readNotes(
  db: PersonDb,
  reading: PairReading,
  { me, isShown = () => true }: { me: string; isShown?: (note: SealedNote) => boolean }
): Promise<Note[]> {
  return openAll(db, reading.seal, { notes: (await listNotes(db, reading.pair.id)).filter(isShown), me });
}

/** All notes the reader may see, opened to search in; whoever shows one leaves the line then. */
export async function openNotes(db: PersonDb, { pair, seal }: PairReading): Promise<Note[]> {
  const notes = await listNotes(db, pair.id);
  return notes
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ body, ...note }) => ({ ...note, text: seal.open(sealedAt(note.id), body) }));
}

/** One note and what else it said, newest first; null when it is not there or not for this reader. */
export async function readNote(db: PersonDb, reading: PairReading, wanted: { id: string; me: string }): Promise<NoteWithVersions | null> {
  const sealed = await findNote(db, reading.pair.id, wanted.id);
  if (!sealed) return null;
  const [note] = await openAll(db, reading.seal, { notes: [sealed], me: wanted.me });
  const versions = (await listNoteVersions(db, sealed.id)).map(({ number, body, replacedAt }) => ({
    number,
    replacedAt,
    text: reading.seal.open(sealedAt(sealed.id), body)
  }));
  return note ? { note, versions: versions.filter(({ text }, at) => text !== note.text && text !== versions[at - 1]?.text) } : null;
}

/** Writes a note; private unless its author says otherwise (C17). Gives its id. */
export async function writeNote(
  db: PersonDb,
  { pair, seal }: PairReading,
  { text, id = newId(), ...place }: Omit<NewNote, 'id' | 'body'> & { text: string; id?: string }
): Promise<string> {
  await addNote(db, placeOf(pair), { ...place, id, body: seal.seal(sealedAt(id), text) });
  return id;
}

/** Changes one's own note. What a shared note said before stays readable for both. False when it is not one's own, or the pair is over. */
export async function rewriteNote(
  db: PersonDb,
  { pair, seal }: PairReading,
  change: { id: string; me: string; text: string }
): Promise<boolean> {
  const note = pair.status === 'active' ? await findNote(db, pair.id, change.id) : null;
  if (note?.personId !== change.me || note.deletedAt) return false;
  const before = seal.open(sealedAt(note.id), note.body);
  if (before === change.text) return true;
  return changeNote(db, { relationshipId: pair.id, id: note.id }, { body: seal.seal(sealedAt(note.id), change.text) });
}

/** Shares one's own note or takes that back (C17). False when it is not one's own, is a preparation, or the pair is over. */
export async function shareNote(db: PersonDb, { pair }: PairReading, change: { id: string; isShared: boolean }): Promise<boolean> {
  const note = pair.status === 'active' ? await findNote(db, pair.id, change.id) : null;
  if (!note || note.kind === 'preparation') return false;
  return changeNote(db, { relationshipId: pair.id, id: note.id }, { isShared: change.isShared });
}

async function openAll(db: PersonDb, seal: PairSeal, { notes, me }: { notes: SealedNote[]; me: string }): Promise<Note[]> {
  await recordNoteLooks(
    db,
    notes.filter(({ personId }) => personId !== me).map(({ id }) => id)
  );
  return notes.map(({ body, ...note }) => ({ ...note, text: seal.open(sealedAt(note.id), body) }));
}

function sealedAt(id: string) {
  return { table: 'notes', row: id, column: 'body' };
}
