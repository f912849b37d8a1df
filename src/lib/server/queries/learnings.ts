import type { PersonDb } from '#lib/server/db.ts';

/** What somebody is learning, sealed; the own one, and the other's when it is shown (C39). */
export type SealedLearning = { personId: string; body: Buffer; isShown: boolean; writtenAt: Date };

export type LearningPlace = { organisationId: string; relationshipId: string; personId: string };

/** What the acting person may see of what the two are learning: at most two. */
export async function listLearnings(db: PersonDb, relationshipId: string): Promise<SealedLearning[]> {
  const rows = await db
    .selectFrom('learnings')
    .select(['person_id', 'body', 'is_shown', 'written_at'])
    .where('relationship_id', '=', relationshipId)
    .execute();
  return rows.map((row) => ({ personId: row.person_id, body: row.body, isShown: row.is_shown, writtenAt: row.written_at }));
}

/** Puts the own text in place of the one before; null takes it away. */
export async function replaceLearning(
  db: PersonDb,
  place: LearningPlace,
  learning: { body: Buffer; isShown: boolean } | null
): Promise<void> {
  await db.deleteFrom('learnings').where('relationship_id', '=', place.relationshipId).where('person_id', '=', place.personId).execute();
  if (!learning) return;
  await db
    .insertInto('learnings')
    .values({
      organisation_id: place.organisationId,
      relationship_id: place.relationshipId,
      person_id: place.personId,
      body: learning.body,
      is_shown: learning.isShown
    })
    .execute();
}
