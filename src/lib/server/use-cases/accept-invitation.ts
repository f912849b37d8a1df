import type { Profile } from '#lib/domain/person/parse-profile.ts';
import { hashOf } from '#lib/server/auth/token.ts';
import type { Browser, SignedIn } from '#lib/server/auth/welcome.ts';
import type { Doors, SystemDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addAccount, findPersonByEmail } from '#lib/server/queries/accounts.ts';
import { findAliveInvitation, type Invitation, spendInvitation } from '#lib/server/queries/invitations.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { addMembership } from '#lib/server/queries/memberships.ts';
import { addPerson } from '#lib/server/queries/people.ts';
import { openSessionFor } from './open-session-for.ts';

/** `profile` null: somebody who has an account here already. `signedInAs`: the person this browser is signed in as. */
export type Acceptance = { token: Buffer; profile: Profile | null; browser: Browser; signedInAs: string | null };

/** A new person is signed in; somebody known takes part at once, and signs in as always: a mail with a link is on its way. */
export type Accepted = { as: 'new'; signedIn: SignedIn } | { as: 'known' } | { as: 'myself' };

/** An invitation as its page needs it; `isKnown`: the address has an account in this organisation. */
export async function readInvitation(asSystem: Doors['asSystem'], token: Buffer): Promise<(Invitation & { isKnown: boolean }) | null> {
  return asSystem('invitation: read', async (db) => {
    const invitation = await findAliveInvitation(db, hashOf(token));
    return invitation && { ...invitation, isKnown: (await findPersonByEmail(db, invitation)) !== null };
  });
}

/** Accepts an invitation, once. Null when it is used, taken back, over or unknown: all the same. */
export async function acceptInvitation(asSystem: Doors['asSystem'], acceptance: Acceptance): Promise<Accepted | null> {
  return asSystem('invitation: accept', async (db) => {
    const invitation = await findAliveInvitation(db, hashOf(acceptance.token));
    if (!invitation || !(await spendInvitation(db, hashOf(acceptance.token)))) return null;
    const known = await findPersonByEmail(db, invitation);
    return known === null ? welcomeNew(db, invitation, acceptance) : welcomeKnown(db, { ...invitation, personId: known }, acceptance);
  });
}

async function welcomeNew(db: SystemDb, invitation: Invitation, { profile, browser }: Acceptance): Promise<Accepted> {
  if (!profile) throw new RangeError('acceptInvitation wants a profile for somebody new, got none');
  const account = { organisationId: invitation.organisationId, personId: newId(), email: invitation.email };
  await addPerson(db, account, profile);
  await addAccount(db, account);
  await addMembership(db, account, invitation);
  return { as: 'new', signedIn: await openSessionFor(db, account, browser) };
}

async function welcomeKnown(db: SystemDb, invitation: Invitation & { personId: string }, { signedInAs }: Acceptance): Promise<Accepted> {
  const { organisationId, personId } = invitation;
  await addMembership(db, invitation, invitation);
  if (signedInAs === personId) return { as: 'myself' };
  await enqueue(db, 'send-sign-in-link', { organisationId, accounts: [{ organisationId, personId }], next: '/home' });
  return { as: 'known' };
}
