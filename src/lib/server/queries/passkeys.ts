import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { AccountId } from './jobs.ts';

/** The public half of a passkey; `credentialId` in base64url. */
export type PublicPasskey = { credentialId: string; publicKey: Buffer; counter: number; transports: string[] };

export type OwnPasskey = { id: string; name: string; credentialId: string; transports: string[]; createdAt: Date; lastUsedAt: Date | null };

/** The asker's passkeys, oldest first. */
export async function listOwnPasskeys(db: PersonDb): Promise<OwnPasskey[]> {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'credential_id as credentialId', 'transports', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('person_id', '=', sql<string>`app.person_id()`)
    .orderBy('created_at')
    .execute();
}

/** Keeps a new passkey of the asker under a name. */
export async function addOwnPasskey(db: PersonDb, account: AccountId, passkey: PublicPasskey & { name: string }): Promise<void> {
  await db
    .insertInto('passkeys')
    .values({
      organisation_id: account.organisationId,
      id: newId(),
      person_id: account.personId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports,
      name: passkey.name
    })
    .execute();
}

/** Removes one of the asker's passkeys; somebody else's stays. */
export async function removeOwnPasskey(db: PersonDb, id: string): Promise<void> {
  await db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('person_id', '=', sql<string>`app.person_id()`)
    .execute();
}

/** Whose passkey this is and how to check it; null when it is nobody's. */
export async function findPasskey(db: SystemDb, credentialId: string): Promise<(AccountId & PublicPasskey) | null> {
  const row = await db
    .selectFrom('passkeys')
    .select(['organisation_id as organisationId', 'person_id as personId', 'public_key as publicKey', 'counter', 'transports'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  return row ? { ...row, credentialId, counter: Number(row.counter) } : null;
}

/** Notes that a passkey was used, with its new counter. */
export async function notePasskeyUse(db: SystemDb, { credentialId, counter }: { credentialId: string; counter: number }): Promise<void> {
  await db
    .updateTable('passkeys')
    .set({ counter, last_used_at: sql<Date>`now()` })
    .where('credential_id', '=', credentialId)
    .execute();
}
