import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** One item a coachee let through to the evaluation; `body` is sealed under the key of the evaluation. */
export type SealedItem = { id: string; body: Buffer; releasedAt: Date; withdrawnAt: Date | null };

/** What the acting person may see of a pair, the newest first: the coachee all own items, an evaluator what was not withdrawn (C10). */
export async function listEvaluationReleases(db: PersonDb, relationshipId: string): Promise<SealedItem[]> {
  return db
    .selectFrom('evaluation_releases')
    .select(['id', 'body', 'released_at as releasedAt', 'withdrawn_at as withdrawnAt'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('released_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export type ItemPlace = { organisationId: string; relationshipId: string; personId: string };

/** Lets one item of the acting coachee through; under an id that is there already nothing happens. */
export async function addEvaluationRelease(db: PersonDb, place: ItemPlace, item: { id: string; body: Buffer }): Promise<void> {
  await db
    .insertInto('evaluation_releases')
    .values({
      organisation_id: place.organisationId,
      id: item.id,
      relationship_id: place.relationshipId,
      person_id: place.personId,
      body: item.body
    })
    .onConflict((conflict) => conflict.doNothing()) // the same form sent twice
    .execute();
}

/** Takes an own item back from now on, once; false when there was none to take back. */
export async function withdrawEvaluationRelease(db: PersonDb, relationshipId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('evaluation_releases')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('relationship_id', '=', relationshipId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
