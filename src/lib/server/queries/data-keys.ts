import type { KeyPurpose, WrappedKey } from '#lib/server/crypto/data-key.ts';
import type { PersonDb } from '#lib/server/db.ts';

export type DataKey = WrappedKey & { id: string; organisationId: string; purpose: KeyPurpose };

/** The wrapped key of a relationship for a purpose; null when it has none yet or is not the asker's to read. */
export async function findDataKey(db: PersonDb, relationshipId: string, purpose: KeyPurpose): Promise<DataKey | null> {
  const row = await db
    .selectFrom('data_keys')
    .select(['id', 'organisation_id', 'key_id', 'wrapped'])
    .where('relationship_id', '=', relationshipId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row ? { id: row.id, organisationId: row.organisation_id, purpose, keyId: row.key_id, wrapped: row.wrapped } : null;
}

/** Keeps a new key; when the other of the pair was first, theirs stands. */
export async function addDataKey(db: PersonDb, relationshipId: string, key: DataKey): Promise<void> {
  await db
    .insertInto('data_keys')
    .values({
      organisation_id: key.organisationId,
      id: key.id,
      relationship_id: relationshipId,
      purpose: key.purpose,
      key_id: key.keyId,
      wrapped: key.wrapped
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
