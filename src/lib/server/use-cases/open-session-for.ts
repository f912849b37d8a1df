import { limitsFor } from '#lib/server/auth/session-limits.ts';
import { hashOf, newToken } from '#lib/server/auth/token.ts';
import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { SystemDb } from '#lib/server/db.ts';
import type { AccountId } from '#lib/server/queries/jobs.ts';
import { listRoles } from '#lib/server/queries/memberships.ts';
import { closeSession, openSession } from '#lib/server/queries/sessions.ts';

/** Signs a browser in: a new token at every sign-in, and the session it had is over. */
export async function openSessionFor(db: SystemDb, account: AccountId & { email: string }, { device, closes }: Browser): Promise<SignedIn> {
  const { organisationId, personId, email } = account;
  const limits = limitsFor(await listRoles(db, account));
  const token = newToken();
  const expiresAt = new Date(Date.now() + limits.absoluteHours * 3_600_000);
  if (closes) await closeSession(db, closes);
  await openSession(db, { organisationId, personId, tokenHash: hashOf(token), device, idleMinutes: limits.idleMinutes, expiresAt });
  return { organisationId, personId, email, token };
}
