import type { Invitee } from '#lib/domain/invitation/parse-lines.ts';
import { hashOf } from '#lib/server/auth/token.ts';
import { type KeyRing, linkToken } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addInvitation, type InvitationRole, listOpenInvitations, revokeInvitation } from '#lib/server/queries/invitations.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { listMembers, lockProgramme } from '#lib/server/queries/programmes.ts';

/** Who invites, and to what; `programmeId` null: to the whole organisation. */
export type Inviter = { organisationId: string; personId: string; programmeId: string | null; ring: KeyRing };

export type Guest = Omit<Invitee, 'role'> & { role: InvitationRole; language: 'nl' | 'en' };

/** How many got an invitation, and who has one already or takes part already in that role. */
export type InviteOutcome = { invited: number; known: Guest[] };

/** Invites people and queues the mails in the same transaction. Twice the same form is once the same invitations. */
export async function invitePeople(db: PersonDb, inviter: Inviter, guests: readonly Guest[]): Promise<InviteOutcome> {
  const present = await listPresent(db, inviter.programmeId);
  const known = guests.filter((guest) => present.has(keyOf(guest)));
  const wanted = guests.filter((guest) => !present.has(keyOf(guest)));
  for (const guest of wanted) await invite(db, inviter, guest);
  return { invited: wanted.length, known };
}

/** Takes an invitation back and sends a new one to the same person; false when there was none open. */
export async function inviteAgain(db: PersonDb, inviter: Inviter, invitationId: string): Promise<boolean> {
  const old = await revokeInvitation(db, invitationId);
  if (old === null) return false;
  await invite(db, { ...inviter, programmeId: old.programmeId }, old);
  return true;
}

async function invite(db: PersonDb, inviter: Inviter, { email, name, role, language }: Guest): Promise<void> {
  const { organisationId, programmeId, personId, ring } = inviter;
  const id = newId();
  const tokenHash = hashOf(linkToken(ring, 'invitation', id));
  await addInvitation(db, { id, organisationId, programmeId, email, name, role, language, tokenHash, invitedBy: personId });
  await enqueue(db, 'send-invitation', { organisationId, invitationId: id });
}

/** Everybody who takes part or has an open invitation. Two coordinators at once wait for each other. */
async function listPresent(db: PersonDb, programmeId: string | null): Promise<Set<string>> {
  if (programmeId !== null) await lockProgramme(db, programmeId);
  const members = programmeId === null ? [] : await listMembers(db, programmeId);
  const invited = (await listOpenInvitations(db, programmeId)).filter((invitation) => !invitation.isOver);
  return new Set([...members.flatMap(({ email, roles }) => roles.map((role) => keyOf({ email, role }))), ...invited.map(keyOf)]);
}

function keyOf({ email, role }: { email: string; role: string }): string {
  return `${role} ${email}`;
}
