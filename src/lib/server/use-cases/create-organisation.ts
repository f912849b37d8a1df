import type { World } from '#lib/domain/toolkit/tool.ts';
import { hashOf, linkPart } from '#lib/server/auth/token.ts';
import { type KeyRing, linkToken } from '#lib/server/crypto/key-file.ts';
import type { Doors } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addAccount } from '#lib/server/queries/accounts.ts';
import { addMembership } from '#lib/server/queries/memberships.ts';
import { addOrganisation } from '#lib/server/queries/organisations.ts';
import { addPerson } from '#lib/server/queries/people.ts';
import { addSignInLink } from '#lib/server/queries/sign-in-links.ts';

export type FirstDays = {
  organisation: { name: string; world: World };
  administrator: { name: string; email: string; language: 'nl' | 'en' };
};

/** A day: whoever set it up hands the link over by another way than mail. */
const firstLinkMinutes = 24 * 60;

/** Makes an organisation with its first administrator; gives the path of a link that signs them in, once. */
export async function createOrganisation(
  asSystem: Doors['asSystem'],
  ring: KeyRing,
  { organisation, administrator }: FirstDays
): Promise<string> {
  const account = { organisationId: newId(), personId: newId(), email: administrator.email };
  const linkId = newId();
  const token = linkToken(ring, 'sign-in', linkId);
  await asSystem('create organisation', async (db) => {
    await addOrganisation(db, { id: account.organisationId, ...organisation });
    await addPerson(db, account, { ...administrator, pronouns: null, timeZone: 'Europe/Brussels' });
    await addAccount(db, account);
    await addMembership(db, account, { programmeId: null, role: 'administrator' });
    await addSignInLink(db, { ...account, id: linkId, tokenHash: hashOf(token), minutes: firstLinkMinutes });
  });
  return `/sign-in/link/${linkPart(linkId, token)}`;
}
