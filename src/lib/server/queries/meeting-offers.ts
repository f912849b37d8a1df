import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** Ways of meeting that were put forward, and the answer; both sealed. `answer` null: not answered yet. */
export type SealedOffer = { id: string; ways: Buffer; offeredAt: Date; answer: Buffer | null; answeredAt: Date | null };

/** The last offer in a pair; null when there never was one. Earlier ones no longer count. */
export async function findLatestOffer(db: PersonDb, relationshipId: string): Promise<SealedOffer | null> {
  const row = await selectOffers(db, relationshipId).orderBy('offered_at', 'desc').orderBy('id', 'desc').executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** One offer of a pair; null when it is not of this pair. */
export async function findOffer(db: PersonDb, relationshipId: string, id: string): Promise<SealedOffer | null> {
  const row = await selectOffers(db, relationshipId).where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Puts ways forward as the coach of a pair (C21). */
export async function addOffer(
  db: PersonDb,
  place: { organisationId: string; relationshipId: string; coachId: string },
  offer: { id: string; ways: Buffer }
): Promise<void> {
  await db
    .insertInto('meeting_offers')
    .values({
      organisation_id: place.organisationId,
      id: offer.id,
      relationship_id: place.relationshipId,
      offered_by: place.coachId,
      ways: offer.ways
    })
    .execute();
}

/** Keeps the coachee's answer; false when it was answered before. */
export async function answerMeetingOffer(db: PersonDb, id: string, answer: Buffer): Promise<boolean> {
  const changed = await db
    .updateTable('meeting_offers')
    .set({ answer, answered_at: sql`now()` })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

function selectOffers(db: PersonDb, relationshipId: string) {
  return db
    .selectFrom('meeting_offers')
    .select(['id', 'ways', 'offered_at', 'answer', 'answered_at'])
    .where('relationship_id', '=', relationshipId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOffers>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): SealedOffer {
  return { id: row.id, ways: row.ways, offeredAt: row.offered_at, answer: row.answer, answeredAt: row.answered_at };
}
