import { evenTime } from '#lib/server/auth/even-time.ts';
import { verifyPassword } from '#lib/server/auth/hash-password.ts';
import { longestPassword } from '#lib/server/auth/judge-password.ts';
import { forgive, isTooOften, type Trier } from '#lib/server/auth/throttle.ts';
import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Doors } from '#lib/server/db.ts';
import { type Account, findAccounts } from '#lib/server/queries/accounts.ts';
import { openSessionFor } from './open-session-for.ts';

export type PasswordAttempt = { trier: Trier; password: string; browser: Browser };

/** Who came in; or that they did not, which says nothing of whether the address is known. */
export type SignInOutcome = SignedIn | 'wrong' | 'too-often';

/** With one address in several organisations, the first account whose password it is. Throws BusyError. */
export async function signInWithPassword(asSystem: Doors['asSystem'], ring: KeyRing, attempt: PasswordAttempt): Promise<SignInOutcome> {
  return evenTime(async () => {
    const { trier, password, browser } = attempt;
    const found = await asSystem('sign in: look up', async (db) =>
      (await isTooOften(db, ring, trier)) ? null : findAccounts(db, trier.email)
    );
    if (found === null) return 'too-often';
    const account = await findByPassword(found, password);
    if (account === null) return 'wrong';
    return asSystem('sign in: password', async (db) => {
      await forgive(db, ring, trier);
      return openSessionFor(db, account, browser);
    });
  });
}

/** Whose password it is. An unknown address costs one check against nobody's, as a known one costs one. */
async function findByPassword(accounts: readonly Account[], password: string): Promise<Account | null> {
  if (password.length > longestPassword * 4) return null;
  if (accounts.length === 0) await verifyPassword(password, null);
  for (const account of accounts) {
    if (await verifyPassword(password, account.passwordHash)) return account;
  }
  return null;
}
