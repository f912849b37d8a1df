import type { WrappedKey } from '#lib/server/crypto/data-key.ts';
import type { PersonDb } from '#lib/server/db.ts';

export type DataKey = WrappedKey & { id: string; organisationId: string };

/** The wrapped key of a relationship; null when it has none yet or is not the asker's. */
export async function findDataKey(db: PersonDb, relationshipId: string): Promise<DataKey | null> {
  const row = await db
    .selectFrom('data_keys')
    .select(['id', 'organisation_id', 'key_id', 'wrapped'])
    .where('relationship_id', '=', relationshipId)
    .executeTakeFirst();
  return row ? { id: row.id, organisationId: row.organisation_id, keyId: row.key_id, wrapped: row.wrapped } : null;
}

/** Keeps a new key; when the other of the pair was first, theirs stands. */
export async function addDataKey(db: PersonDb, relationshipId: string, key: DataKey): Promise<void> {
  await db
    .insertInto('data_keys')
    .values({ organisation_id: key.organisationId, id: key.id, relationship_id: relationshipId, key_id: key.keyId, wrapped: key.wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
