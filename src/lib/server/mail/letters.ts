import { plainName } from '#lib/domain/person/plain-name.ts';
import { day } from '#lib/i18n/dates.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { type MessageKey, say } from '#lib/i18n/m.ts';
import { type Role, roleKey } from '#lib/i18n/roles.ts';
import type { Mail } from './mailer.ts';

/** Who gets a letter. */
export type Receiver = { email: string; name: string; language: Locale };

/** A way in for one organisation. */
export type DoorLink = { organisationName: string; url: string };

/** How long a link to sign in lasts. */
export const linkMinutes = 10;

/** The links to sign in with: one, or one for each organisation with this address. */
export function signInLetter(receiver: Receiver, links: readonly DoorLink[]): Mail {
  const { language } = receiver;
  const several = links.length > 1;
  const lines = links.map(({ organisationName, url }) => (several ? `${organisationName}:\n${url}` : url));
  const lead = say(language, several ? 'mail_sign_in_lead_several' : 'mail_sign_in_lead');
  const end = say(language, 'mail_sign_in_end', { minutes: linkMinutes });
  return letter(receiver, 'mail_sign_in_subject', [lead, ...lines, end]);
}

export type InvitationFacts = { organisationName: string; programmeName: string | null; role: Role; url: string; expiresAt: Date };

/** An invitation to take part. */
export function invitationLetter(receiver: Receiver, facts: InvitationFacts): Mail {
  const { language } = receiver;
  const { organisationName, programmeName } = facts;
  const role = say(language, roleKey(facts.role));
  const lead = programmeName
    ? say(language, 'mail_invitation_lead_programme', { organisation: organisationName, programme: programmeName, role })
    : say(language, 'mail_invitation_lead', { organisation: organisationName, role });
  const end = say(language, 'mail_invitation_end', { day: day(facts.expiresAt, 'Europe/Brussels', language) });
  return letter(receiver, 'mail_invitation_subject', [say(language, 'mail_about'), lead, facts.url, end]);
}

/** Kinds of letters that say only: something waits for you there. */
export type NoticeKind = 'pair-proposed' | 'pair-started' | 'mirror-opened' | 'mirror-ready' | 'sign-in-changed';

const noticeLeads: Readonly<Record<NoticeKind, MessageKey>> = {
  'pair-proposed': 'mail_pair_proposed',
  'pair-started': 'mail_pair_started',
  'mirror-opened': 'mail_mirror_opened',
  'mirror-ready': 'mail_mirror_ready',
  'sign-in-changed': 'mail_sign_in_changed'
};

/** That something waits, and where; what it is about stands only in Vierpoot itself. */
export function noticeLetter(receiver: Receiver, kind: NoticeKind, url: string): Mail {
  const subject = kind === 'sign-in-changed' ? 'mail_sign_in_changed_subject' : 'mail_notice_subject';
  return letter(receiver, subject, [say(receiver.language, noticeLeads[kind]), url]);
}

/** Greeting, paragraphs, name of the house. A name fills one line, whatever stands in it. */
function letter(receiver: Receiver, subject: MessageKey, paragraphs: readonly string[]): Mail {
  const { email, name, language } = receiver;
  const greeting = say(language, 'mail_greeting', { name: plainName(name) });
  return { to: email, subject: say(language, subject), text: `${[greeting, ...paragraphs, say(language, 'mail_end')].join('\n\n')}\n` };
}
