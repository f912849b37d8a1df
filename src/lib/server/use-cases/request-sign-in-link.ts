import { evenTime } from '#lib/server/auth/even-time.ts';
import { isTooOften, type Trier } from '#lib/server/auth/throttle.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Doors } from '#lib/server/db.ts';
import { findAccounts } from '#lib/server/queries/accounts.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { findAnyOrganisation } from '#lib/server/queries/organisations.ts';

/** `next`: where the link leads after signing in. */
export type LinkRequest = { trier: Trier; next: string };

/** Queues the mail with a link. The same statements run and the same job is queued whether or not the address is known. */
export async function requestSignInLink(
  asSystem: Doors['asSystem'],
  ring: KeyRing,
  { trier, next }: LinkRequest
): Promise<'asked' | 'too-often'> {
  return evenTime(() =>
    asSystem('sign in: ask for a link', async (db) => {
      if (await isTooOften(db, ring, { ...trier, way: 'link' })) return 'too-often';
      const accounts = await findAccounts(db, trier.email);
      const anywhere = await findAnyOrganisation(db);
      const ids = accounts.map(({ organisationId, personId }) => ({ organisationId, personId }));
      const organisationId = ids[0]?.organisationId ?? anywhere;
      if (organisationId !== null) await enqueue(db, 'send-sign-in-link', { organisationId, accounts: ids, next });
      return 'asked';
    })
  );
}
