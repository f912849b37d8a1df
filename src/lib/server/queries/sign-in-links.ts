import { sql } from 'kysely';
import type { SystemDb } from '#lib/server/db.ts';
import type { AccountId } from './jobs.ts';

export type NewLink = AccountId & { id: string; tokenHash: Buffer; minutes: number };

export async function addSignInLink(db: SystemDb, link: NewLink): Promise<void> {
  await db
    .insertInto('sign_in_links')
    .values({
      organisation_id: link.organisationId,
      id: link.id,
      person_id: link.personId,
      token_hash: link.tokenHash,
      expires_at: sql<Date>`now() + make_interval(mins => ${link.minutes})`
    })
    .execute();
}

/** Whether a link still opens the door; looking does not use it up. */
export async function isLinkAlive(db: SystemDb, tokenHash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_links')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a link up; gives whose it was. Null when it is used, expired or unknown: of two at once, one gets it. */
export async function spendSignInLink(db: SystemDb, tokenHash: Buffer): Promise<AccountId | null> {
  const row = await db
    .updateTable('sign_in_links')
    .set({ used_at: sql<Date>`now()` })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['organisation_id as organisationId', 'person_id as personId'])
    .executeTakeFirst();
  return row ?? null;
}

/** Forgets links that have been over for a day. */
export async function forgetOldLinks(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('sign_in_links')
    .where('expires_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
}
