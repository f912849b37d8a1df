import type { PersonDb, Who } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { addOwnPasskey, type PublicPasskey, removeOwnPasskey } from '#lib/server/queries/passkeys.ts';

/** Keeps a new passkey of the asker; a mail says that it happened. */
export async function addPasskey(db: PersonDb, who: Who, passkey: PublicPasskey & { name: string }): Promise<void> {
  await addOwnPasskey(db, who, passkey);
  await tell(db, who);
}

/** Removes a passkey of the asker; a mail says that it happened. */
export async function removePasskey(db: PersonDb, who: Who, id: string): Promise<void> {
  await removeOwnPasskey(db, id);
  await tell(db, who);
}

async function tell(db: PersonDb, { organisationId, personId }: Who): Promise<void> {
  await enqueue(db, 'sign-in-changed', { organisationId, personId, path: '/settings' });
}
