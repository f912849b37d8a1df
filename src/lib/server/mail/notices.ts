import { dayAndTime } from '#lib/i18n/dates.ts';
import { type MessageKey, say } from '#lib/i18n/m.ts';
import type { MailChoice } from '#lib/server/queries/mail-choices.ts';
import { type Letter, letter, type Receiver } from './letter.ts';

/** A letter that says only that something waits. `choice`: the kind it is switched off with; null: it always comes. */
type NoticeWords = { lead: MessageKey; subject?: MessageKey; choice: MailChoice | null };

/** What each kind of notice says; what it is about stands only in Vierpoot itself. */
export const notices = {
  'taken-in': { lead: 'mail_taken_in', subject: 'mail_taken_in_subject', choice: null },
  'match-published': { lead: 'mail_match_published', choice: 'pair' },
  'pair-proposed': { lead: 'mail_pair_proposed', choice: 'pair' },
  'match-asked': { lead: 'mail_match_asked', choice: 'pair' },
  'match-reminder': { lead: 'mail_match_reminder', choice: 'pair' },
  'match-let-go': { lead: 'mail_match_let_go', subject: 'mail_pair_stopped_subject', choice: 'pair' },
  'match-nobody-left': { lead: 'mail_match_nobody_left', choice: 'pair' },
  'match-wants-talk': { lead: 'mail_match_wants_talk', choice: 'pair' },
  'pair-started': { lead: 'mail_pair_started', choice: 'pair' },
  'pair-stopped': { lead: 'mail_pair_stopped', subject: 'mail_pair_stopped_subject', choice: null },
  'mirror-opened': { lead: 'mail_mirror_opened', choice: 'mirror' },
  'mirror-ready': { lead: 'mail_mirror_ready', choice: 'mirror' },
  'mirror-shared': { lead: 'mail_mirror_shared', choice: 'mirror' },
  'conversation-proposed': { lead: 'mail_conversation_proposed', choice: 'conversation' },
  'conversation-planned': { lead: 'mail_conversation_planned', choice: 'conversation' },
  'conversation-moved': { lead: 'mail_conversation_moved', choice: 'conversation' },
  'conversation-cancelled': { lead: 'mail_conversation_cancelled', choice: 'conversation' },
  'conversation-hat': { lead: 'mail_conversation_hat', choice: 'conversation' },
  'conversation-reminder': { lead: 'mail_conversation_reminder', choice: 'reminder' },
  'agreement-to-sign': { lead: 'mail_agreement_to_sign', choice: 'agreement' },
  'agreement-review': { lead: 'mail_agreement_review', choice: 'agreement' },
  'action-due': { lead: 'mail_action_due', choice: 'action' },
  'sign-in-changed': { lead: 'mail_sign_in_changed', subject: 'mail_sign_in_changed_subject', choice: null }
} as const satisfies Readonly<Record<string, NoticeWords>>;
export type NoticeKind = keyof typeof notices;

/** That something waits, and where; `at`: the moment of a talk, in the receiver's own time. */
export function noticeLetter(
  receiver: Receiver & { timeZone: string; organisationName: string },
  kind: NoticeKind,
  { url, at = null }: { url: string; at?: Date | null }
): Letter {
  const words: NoticeWords = notices[kind];
  const lead = say(receiver.language, words.lead, { organisation: receiver.organisationName });
  const when = at === null ? [] : [dayAndTime(at, receiver.timeZone, receiver.language)];
  return letter(receiver, words.subject ?? 'mail_notice_subject', [lead, ...when, url]);
}

/** The summary of a week: when the talks are, and how many actions of one's own are open. */
export function digestLetter(
  receiver: Receiver & { timeZone: string },
  { talks, openActions, url }: { talks: readonly Date[]; openActions: number; url: string }
): Letter {
  const { language, timeZone } = receiver;
  const times = talks.map((at) => dayAndTime(at, timeZone, language)).join('\n');
  const parts = [
    say(language, talks.length === 0 ? 'mail_digest_no_talks' : 'mail_digest_talks'),
    ...(times === '' ? [] : [times]),
    ...(openActions === 0 ? [] : [say(language, 'mail_digest_actions', { count: openActions })]),
    url
  ];
  return letter(receiver, 'mail_digest_subject', parts);
}
