import { hashPassword } from '#lib/server/auth/hash-password.ts';
import { judgePassword, type PasswordFault } from '#lib/server/auth/judge-password.ts';
import type { PersonDb, SystemDb, Who } from '#lib/server/db.ts';
import { findOwnEmail, setPasswordHash } from '#lib/server/queries/accounts.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { endOtherSessions } from '#lib/server/queries/sessions.ts';

/** The two doors of a request of somebody who is signed in. */
export type OwnDoors = {
  asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
  asSystem: <T>(reason: string, work: (db: SystemDb) => Promise<T>) => Promise<T>;
};

/** Gives the asker a new password; null when it is done. Other browsers are signed out, and a mail says that it happened. Throws BusyError. */
export async function changePassword(doors: OwnDoors, who: Who, password: string): Promise<PasswordFault | null> {
  const email = await doors.asPerson(findOwnEmail);
  const fault = judgePassword(password, [email, who.name]);
  if (fault !== null) return fault;
  const hash = await hashPassword(password);
  await doors.asSystem('change password', async (db) => {
    await setPasswordHash(db, who, hash);
    await enqueue(db, 'sign-in-changed', { organisationId: who.organisationId, personId: who.personId, path: '/settings' });
  });
  await doors.asPerson(endOtherSessions);
  return null;
}
