import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { Doors } from '#lib/server/db.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import type { AccountId } from '#lib/server/queries/jobs.ts';
import { findPasskey, notePasskeyUse, type PublicPasskey } from '#lib/server/queries/passkeys.ts';
import { openSessionFor } from './open-session-for.ts';

/** Checks the browser's answer against a public passkey; gives the new counter, null when it is not right. */
export type PasskeyCheck = (passkey: PublicPasskey) => Promise<number | null>;

/** Whose passkey was just shown; null when it is unknown or the answer is not right. The check runs outside transactions. */
export async function provePasskey(asSystem: Doors['asSystem'], credentialId: string, check: PasskeyCheck): Promise<AccountId | null> {
  const passkey = await asSystem('passkey: look up', (db) => findPasskey(db, credentialId));
  const counter = passkey && (await check(passkey));
  if (!passkey || counter === null) return null;
  await asSystem('passkey: used', (db) => notePasskeyUse(db, { credentialId, counter }));
  return { organisationId: passkey.organisationId, personId: passkey.personId };
}

/** Signs in the person whose passkey was shown. */
export async function signInWithPasskey(asSystem: Doors['asSystem'], person: AccountId, browser: Browser): Promise<SignedIn | null> {
  return asSystem('sign in: passkey', async (db) => {
    const account = await findAccount(db, person);
    return account && openSessionFor(db, account, browser);
  });
}
