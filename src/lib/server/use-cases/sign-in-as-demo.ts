import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { Doors } from '#lib/server/db.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { listDemoPeople } from '#lib/server/queries/people.ts';
import { openSessionFor } from './open-session-for.ts';

/** Signs in as somebody of a demo organisation, and as nobody else; the caller knows that this is a demo. */
export async function signInAsDemo(asSystem: Doors['asSystem'], personId: string, browser: Browser): Promise<SignedIn | null> {
  return asSystem('sign in: demo', async (db) => {
    const person = (await listDemoPeople(db)).find((one) => one.personId === personId);
    const account = person && (await findAccount(db, person));
    return account ? openSessionFor(db, account, browser) : null;
  });
}
