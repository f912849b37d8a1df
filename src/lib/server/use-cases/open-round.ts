import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { openMirror } from '#lib/server/queries/mirrors.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** Opens a round and tells the other by mail; null when a round is open already. Either of the two may (C9). */
export async function openRound(
  db: PersonDb,
  pair: Relationship,
  instrument: string
): Promise<{ id: string; relationshipId: string } | null> {
  const id = await openMirror(db, { id: newId(), relationshipId: pair.id, instrument });
  if (id === null) return null;
  const path = `/relationships/${pair.id}/mirrors/${id}`;
  await enqueue(db, 'mirror-opened', { organisationId: pair.organisationId, personId: pair.other.id, path });
  return { id, relationshipId: pair.id };
}
