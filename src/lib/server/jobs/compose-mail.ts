import { hashOf, linkPart } from '#lib/server/auth/token.ts';
import { linkToken } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { type DoorLink, invitationLetter, linkMinutes, noticeLetter, signInLetter } from '#lib/server/mail/letters.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { findInvitationToSend } from '#lib/server/queries/invitations.ts';
import type { ClaimedJob, JobData, JobKind } from '#lib/server/queries/jobs.ts';
import { addSignInLink } from '#lib/server/queries/sign-in-links.ts';
import type { Running } from '#lib/server/running.ts';

/** What a letter is made from: the way to the database, the keys for links, and our own address. */
export type Desk = Pick<Running, 'ring' | 'settings'> & { database: Pick<Running['database'], 'doors'> };

type Composer<Kind extends JobKind> = (desk: Desk, data: JobData[Kind], job: ClaimedJob) => Promise<Mail | null>;

const composers: { [Kind in JobKind]: Composer<Kind> } = {
  'send-sign-in-link': composeSignIn,
  'send-invitation': composeInvitation,
  'pair-proposed': composeNotice,
  'pair-started': composeNotice,
  'mirror-opened': composeNotice,
  'mirror-ready': composeNotice,
  'sign-in-changed': composeNotice
};

/** The mail of a job; null when there is nothing (more) to send. Throws RangeError for a kind this version does not know. */
export async function composeMail(desk: Desk, job: ClaimedJob): Promise<Mail | null> {
  if (!Object.hasOwn(composers, job.kind)) throw new RangeError(`composeMail wants a known kind, got ${job.kind}`);
  const compose = composers[job.kind as JobKind] as Composer<JobKind>; // just asked; enqueue wrote the data of this kind
  return compose(desk, job.data as JobData[JobKind], job); // as above
}

/** A fresh link at every try: the minutes count from the mail, not from the asking. An old request is let go. */
async function composeSignIn(desk: Desk, { accounts, next }: JobData['send-sign-in-link'], job: ClaimedJob): Promise<Mail | null> {
  if (accounts.length === 0 || job.isOld) return null;
  const links = accounts.map((account) => ({ account, id: newId() }));
  const found = await desk.database.doors.asSystem('mail: sign-in link', async (db) => {
    const receivers = [];
    for (const { account, id } of links) {
      const receiver = await findAccount(db, account);
      if (!receiver) continue;
      const token = linkToken(desk.ring, 'sign-in', id);
      await addSignInLink(db, { ...account, id, tokenHash: hashOf(token), minutes: linkMinutes });
      receivers.push({ receiver, link: doorLink(desk, receiver.organisationName, { id, token, next }) });
    }
    return receivers;
  });
  const [first] = found;
  return first
    ? signInLetter(
        first.receiver,
        found.map(({ link }) => link)
      )
    : null;
}

function doorLink(desk: Desk, organisationName: string, { id, token, next }: { id: string; token: Buffer; next: string }): DoorLink {
  const url = new URL(`/sign-in/link/${linkPart(id, token)}`, desk.settings.publicUrl);
  if (next !== '/home') url.searchParams.set('next', next);
  return { organisationName, url: url.href };
}

async function composeInvitation(desk: Desk, { organisationId, invitationId }: JobData['send-invitation']): Promise<Mail | null> {
  const place = { organisationId, id: invitationId };
  const invitation = await desk.database.doors.asSystem('mail: invitation', (db) => findInvitationToSend(db, place));
  if (!invitation) return null;
  const part = linkPart(invitation.id, linkToken(desk.ring, 'invitation', invitation.id));
  return invitationLetter(invitation, { ...invitation, url: new URL(`/invitations/${part}`, desk.settings.publicUrl).href });
}

async function composeNotice(desk: Desk, data: JobData['mirror-ready'], job: ClaimedJob): Promise<Mail | null> {
  const account = await desk.database.doors.asSystem('mail: notice', (db) =>
    findAccount(db, { ...data, organisationId: job.organisationId })
  );
  const kind = job.kind as keyof Pick<JobData, 'mirror-ready'>; // one of the kinds that lead here
  return account && noticeLetter(account, kind, new URL(data.path, desk.settings.publicUrl).href);
}
