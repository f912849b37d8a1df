import { forgive, type Trier } from '#lib/server/auth/throttle.ts';
import { hashOf } from '#lib/server/auth/token.ts';
import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Doors } from '#lib/server/db.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { spendSignInLink } from '#lib/server/queries/sign-in-links.ts';
import { openSessionFor } from './open-session-for.ts';

/** `trierFor`: who is trying, once the link has told the address. */
export type LinkAttempt = { token: Buffer; browser: Browser; trierFor: (email: string) => Trier };

/** Uses a link from a mail; null when it is used, over or unknown. A link that came through takes back the try that asked for it. */
export async function signInWithLink(asSystem: Doors['asSystem'], ring: KeyRing, attempt: LinkAttempt): Promise<SignedIn | null> {
  return asSystem('sign in: link', async (db) => {
    const person = await spendSignInLink(db, hashOf(attempt.token));
    const account = person && (await findAccount(db, person));
    if (!account) return null;
    await forgive(db, ring, { ...attempt.trierFor(account.email), way: 'link' });
    return openSessionFor(db, account, attempt.browser);
  });
}
