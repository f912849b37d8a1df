import { endsWithLines, type LiveBlock } from '#lib/domain/conversation/live-blocks.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { appendParagraphs, readBlocks } from '#lib/server/live-text/live-text.ts';
import { findLiveDoor, lockLiveNotes } from '#lib/server/queries/live-notes.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { keepPiece, readPieces } from './live-pieces.ts';
import { type LiveVersion, readLiveVersions } from './live-versions.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** The notes two people write together in one talk, as they stand. */
export type LiveNotes = { blocks: readonly LiveBlock[]; mayWrite: boolean; versions: readonly LiveVersion[] };

export type PairOpen = { pair: Pick<Relationship, 'id'>; seal: PairSeal };

/** Reads the notes of a talk; null when the talk is not there or not theirs. */
export async function readLiveNotes(db: PersonDb, { pair, seal }: PairOpen, conversationId: string): Promise<LiveNotes | null> {
  const door = await findLiveDoor(db, pair.id, conversationId);
  if (!door) return null;
  const pieces = await readPieces(db, { door, seal });
  return { blocks: readBlocks(pieces), mayWrite: door.mayWrite, versions: await readLiveVersions(db, { door, seal }) };
}

/** A text for the notes of a talk; its lines become paragraphs. */
export type Addition = { conversationId: string; personId: string; text: string };

/**
 * Adds paragraphs under everything that stands there, also while others type; false when the notes are not to be written
 * in. The same form sent twice, one after the other or at once, adds them once.
 */
export async function addLiveParagraph(db: PersonDb, { pair, seal }: PairOpen, addition: Addition): Promise<boolean> {
  const door = await findLiveDoor(db, pair.id, addition.conversationId);
  if (!door?.mayWrite) return false;
  const lines = addition.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return true;
  await lockLiveNotes(db, addition.conversationId);
  const pieces = await readPieces(db, { door, seal });
  if (endsWithLines(readBlocks(pieces), lines)) return true;
  const update = appendParagraphs(pieces, lines);
  await keepPiece(db, { door, seal }, { update, personId: addition.personId, by: 'form' });
  return true;
}
