import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** One note the acting person may see: an own one, or the other's when both noted the same (C22). `mark` compares, `body` is sealed. */
export type SealedNote = { id: string; personId: string; mark: Buffer; body: Buffer };

export type GroundPlace = { organisationId: string; relationshipId: string; personId: string };

/** What the acting person may see of the common ground of a pair, old to new. */
export async function listGround(db: PersonDb, relationshipId: string): Promise<SealedNote[]> {
  const rows = await db
    .selectFrom('common_ground')
    .select(['id', 'person_id', 'mark', 'body'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('noted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, mark: row.mark, body: row.body }));
}

/** How many topics the acting person ever noted in a pair; what was taken back counts too (C22). */
export async function countNoted(db: PersonDb, relationshipId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select app.noted_count(${relationshipId}) as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Notes one thing; noting it twice changes nothing. One statement each: the lock counts what was noted before (C22). */
export async function addToGround(db: PersonDb, place: GroundPlace, note: { id: string; mark: Buffer; body: Buffer }): Promise<void> {
  await db
    .insertInto('common_ground')
    .values({
      organisation_id: place.organisationId,
      id: note.id,
      relationship_id: place.relationshipId,
      person_id: place.personId,
      mark: note.mark,
      body: note.body
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes back own notes; what the other noted meanwhile stays (C22). */
export async function removeFromGround(db: PersonDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('common_ground').where('id', 'in', ids).execute();
}
