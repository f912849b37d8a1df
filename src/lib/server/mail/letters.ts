import { day } from '#lib/i18n/dates.ts';
import { say } from '#lib/i18n/m.ts';
import { type Role, roleKey } from '#lib/i18n/roles.ts';
import { type Letter, letter, type Receiver } from './letter.ts';

/** A way in for one organisation. */
export type DoorLink = { organisationName: string; url: string };

/** How long a link to sign in lasts. */
export const linkMinutes = 10;

/** The links to sign in with: one, or one for each organisation with this address. */
export function signInLetter(receiver: Receiver, links: readonly DoorLink[]): Letter {
  const { language } = receiver;
  const several = links.length > 1;
  const lines = links.map(({ organisationName, url }) => (several ? `${organisationName}:\n${url}` : url));
  const lead = say(language, several ? 'mail_sign_in_lead_several' : 'mail_sign_in_lead');
  const end = say(language, 'mail_sign_in_end', { minutes: linkMinutes });
  return letter(receiver, 'mail_sign_in_subject', [lead, ...lines, end]);
}

export type InvitationFacts = { organisationName: string; programmeName: string | null; role: Role; url: string; expiresAt: Date };

/** An invitation to take part. */
export function invitationLetter(receiver: Receiver, facts: InvitationFacts): Letter {
  const { language } = receiver;
  const { organisationName, programmeName } = facts;
  const role = say(language, roleKey(facts.role));
  const lead = programmeName
    ? say(language, 'mail_invitation_lead_programme', { organisation: organisationName, programme: programmeName, role })
    : say(language, 'mail_invitation_lead', { organisation: organisationName, role });
  const end = say(language, 'mail_invitation_end', { day: day(facts.expiresAt, 'Europe/Brussels', language) });
  return letter(receiver, 'mail_invitation_subject', [say(language, 'mail_about'), lead, facts.url, end]);
}
