import { hashOf, linkPart } from '#lib/server/auth/token.ts';
import { linkToken } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { type DoorLink, invitationLetter, linkMinutes, signInLetter } from '#lib/server/mail/letters.ts';
import type { Letter } from '#lib/server/mail/letter.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { findAccount } from '#lib/server/queries/accounts.ts';
import { findInvitationToSend } from '#lib/server/queries/invitations.ts';
import type { ClaimedJob, JobData, JobKind } from '#lib/server/queries/jobs.ts';
import { addSignInLink } from '#lib/server/queries/sign-in-links.ts';
import { followAnswer, followChoice } from './ask-coaches.ts';
import {
  composeActionDue,
  composeDigest,
  composeNotice,
  composeReminder,
  composeReview,
  composeTakenIn,
  composeTalk,
  type Desk
} from './compose-notice.ts';

type Composer<Kind extends JobKind> = (desk: Desk, data: JobData[Kind], job: ClaimedJob) => Promise<Mail | null>;

const composers: { [Kind in JobKind]: Composer<Kind> } = {
  'send-sign-in-link': composeSignIn,
  'send-invitation': composeInvitation,
  'taken-in': composeTakenIn,
  'match-published': composeNotice,
  'pair-proposed': composeNotice,
  'pair-started': composeNotice,
  'match-choice': followChoice,
  'match-answer': followAnswer,
  'match-asked': composeNotice,
  'match-reminder': composeNotice,
  'match-let-go': composeNotice,
  'match-nobody-left': composeNotice,
  'match-wants-talk': composeNotice,
  'pair-stopped': composeNotice,
  'mirror-opened': composeNotice,
  'mirror-ready': composeNotice,
  'mirror-shared': composeNotice,
  'conversation-hat': composeNotice,
  'conversation-proposed': composeTalk,
  'conversation-planned': composeTalk,
  'conversation-moved': composeTalk,
  'conversation-cancelled': composeTalk,
  'conversation-reminder': composeReminder,
  'agreement-to-sign': composeNotice,
  'agreement-review': composeReview,
  'action-due': composeActionDue,
  digest: composeDigest,
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
    ? plainMail(
        signInLetter(
          first.receiver,
          found.map(({ link }) => link)
        )
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
  return plainMail(invitationLetter(invitation, { ...invitation, url: new URL(`/invitations/${part}`, desk.settings.publicUrl).href }));
}

/** A mail that always comes and carries no calendar. */
function plainMail(letter: Letter): Mail {
  return { ...letter, switchOff: null, calendar: null };
}
