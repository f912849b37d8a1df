import { evenTime } from '#lib/server/auth/even-time.ts';
import { verifyPassword } from '#lib/server/auth/hash-password.ts';
import { forgive, isTooOften, type Trier } from '#lib/server/auth/throttle.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Doors, Who } from '#lib/server/db.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { confirmSession } from '#lib/server/queries/sessions.ts';

export type Confirmation = { who: Who; password: string; trierFor: (email: string) => Trier };

/** Whoever is signed in shows again who they are. Throws BusyError. */
export async function confirmWithPassword(
  asSystem: Doors['asSystem'],
  ring: KeyRing,
  confirmation: Confirmation
): Promise<'confirmed' | 'wrong' | 'too-often'> {
  const { who, password, trierFor } = confirmation;
  return evenTime(async () => {
    const account = await asSystem('confirm: look up', async (db) => {
      const found = await findAccount(db, who);
      return found && (await isTooOften(db, ring, trierFor(found.email))) ? null : found;
    });
    if (account === null) return 'too-often';
    if (!(await verifyPassword(password, account.passwordHash))) return 'wrong';
    await asSystem('confirm: password', async (db) => {
      await forgive(db, ring, trierFor(account.email));
      await confirmSession(db, who);
    });
    return 'confirmed';
  });
}
