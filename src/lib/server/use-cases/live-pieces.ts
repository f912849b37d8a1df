import type { PersonDb } from '#lib/server/db.ts';
import { mergePieces } from '#lib/server/live-text/live-text.ts';
import { addPiece, deletePieces, listPieces, type LiveDoor } from '#lib/server/queries/live-notes.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** Notes that may be read, with what opens them. */
export type OpenDoor = { door: LiveDoor; seal: PairSeal };

/** More pieces than this are merged into one. */
const mostPieces = 100;

/** The stored pieces of the notes, opened; `number`: only that one, none when it has been merged meanwhile. */
export async function readPieces(db: PersonDb, { door, seal }: OpenDoor, number: string | null = null): Promise<Uint8Array[]> {
  const pieces = await listPieces(db, door, number);
  return pieces.map((piece) => openPiece({ door, seal }, piece.body));
}

/** Keeps a piece of typing under the name of the acting person. `by`: the process that keeps it. */
export async function keepPiece(db: PersonDb, { door, seal }: OpenDoor, piece: { update: Uint8Array; personId: string; by: string }) {
  const body = seal.seal(placeOf(door), Buffer.from(piece.update).toString('base64'));
  await addPiece(db, door, { personId: piece.personId, body, by: piece.by });
}

/**
 * Merges the pieces into one when they are many. What somebody adds meanwhile stays beside it; when two processes do this
 * at once, the text is there twice, which for a mergeable document is the same as once.
 */
export async function mergeStored(db: PersonDb, open: OpenDoor, by: { personId: string; process: string }): Promise<void> {
  const pieces = await listPieces(db, open.door, null);
  if (pieces.length <= mostPieces) return;
  const update = mergePieces(pieces.map((piece) => openPiece(open, piece.body)));
  await keepPiece(db, open, { update, personId: by.personId, by: by.process });
  await deletePieces(
    db,
    open.door,
    pieces.map((piece) => piece.number)
  );
}

function openPiece({ door, seal }: OpenDoor, body: Buffer): Uint8Array {
  return Buffer.from(seal.open(placeOf(door), body), 'base64');
}

/** The number of a piece is not known before it is stored, so it is sealed for its talk. */
function placeOf(door: LiveDoor) {
  return { table: 'live_updates', row: door.conversationId, column: 'body' };
}
