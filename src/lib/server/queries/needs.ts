import type { PersonDb } from '#lib/server/db.ts';

/** What the coachee said to need at one moment; sealed, seen by the coachee only. */
export type SealedNeeds = { id: string; instrument: string; answers: Buffer; askedAt: Date };

export type NeedsPlace = { organisationId: string; relationshipId: string; personId: string };

/** All need answers of the acting coachee in a pair, old to new. */
export async function listNeeds(db: PersonDb, relationshipId: string): Promise<SealedNeeds[]> {
  const rows = await db
    .selectFrom('needs')
    .select(['id', 'instrument', 'answers', 'asked_at'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('asked_at')
    .execute();
  return rows.map((row) => ({ id: row.id, instrument: row.instrument, answers: row.answers, askedAt: row.asked_at }));
}

/** Adds a dated answer; older ones stay as they were (C4). */
export async function addNeeds(db: PersonDb, place: NeedsPlace, needs: { id: string; instrument: string; answers: Buffer }): Promise<void> {
  await db
    .insertInto('needs')
    .values({
      organisation_id: place.organisationId,
      id: needs.id,
      relationship_id: place.relationshipId,
      person_id: place.personId,
      instrument: needs.instrument,
      answers: needs.answers
    })
    .execute();
}
