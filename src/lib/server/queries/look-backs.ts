import type { Side } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { PairPlace } from './relationships.ts';

/** What one of the two answered looking back on a talk, sealed; the other's comes only when both did. */
export type SealedLookBack = { conversationId: string; role: Side; answers: Buffer };

/** The looks back of a pair that the acting person may read. */
export async function listLookBacks(db: PersonDb, relationshipId: string): Promise<SealedLookBack[]> {
  const rows = await db
    .selectFrom('look_backs')
    .select(['conversation_id', 'role', 'answers'])
    .where('relationship_id', '=', relationshipId)
    .execute();
  return rows.map((row) => ({ conversationId: row.conversation_id, role: row.role, answers: row.answers }));
}

/** Hands in one's own look back, once; false when it was handed in before. */
export async function addLookBack(db: PersonDb, pair: PairPlace & { personId: string }, lookBack: SealedLookBack): Promise<boolean> {
  const added = await db
    .insertInto('look_backs')
    .values({
      organisation_id: pair.organisationId,
      conversation_id: lookBack.conversationId,
      relationship_id: pair.relationshipId,
      person_id: pair.personId,
      role: lookBack.role,
      answers: lookBack.answers
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
