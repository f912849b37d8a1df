import { createTransport } from 'nodemailer';
import type { Log } from '#lib/server/log.ts';
import type { Settings } from '#lib/server/settings.ts';

/** A mail as a person gets it. `text` is plain; it never holds what somebody wrote in a conversation. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** The same as a page. */
  html: string;
  /** Where one press switches this kind of mail off (RFC 8058); null: a mail that always comes. */
  switchOff: string | null;
  /** An invitation for a calendar, or its withdrawal; null: none. */
  calendar: { method: 'request' | 'cancel'; content: string } | null;
};

export type SentMail = Mail & { sentAt: Date };

export type Mailer = {
  /** `id` makes the same mail sent twice (a crash after sending) recognisable as one. */
  send: (mail: Mail, id: string) => Promise<void>;
  /** The newest mails first, when there is no mail server and the outbox is on; else empty. */
  outbox: () => readonly SentMail[];
};

const outboxSize = 200;
/** Shorter than the lease of a job together: a mail server that hangs is given up before somebody else takes the job. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
const overallMs = 90_000;

/** Sends through SMTP_URL; without it mails land in the outbox of this process, for development. */
export function makeMailer(settings: Settings, log: Log): Mailer {
  const sent: SentMail[] = [];
  const transport = settings.smtpUrl === null ? null : createTransport({ url: settings.smtpUrl, ...patience });
  const keep = (mail: Mail) => {
    sent.unshift({ ...mail, sentAt: new Date() });
    sent.length = Math.min(sent.length, outboxSize);
  };
  return {
    outbox: () => sent,
    send: async (mail, id) => {
      const clean = { ...mail, to: oneLine(mail.to), subject: oneLine(mail.subject) };
      if (transport) await within(transport.sendMail({ ...envelopeOf(clean, settings, id), ...bodyOf(clean) }));
      else if (settings.hasOutbox) keep(clean);
      else log.warn('a mail was not sent: there is no mail server');
    }
  };
}

/** The address as an object: a comma in it does not make a second receiver. */
function envelopeOf({ to, subject, switchOff }: Mail, settings: Settings, id: string) {
  return {
    from: settings.mailFrom,
    to: { name: '', address: to },
    subject,
    messageId: `<${oneLine(id)}@${settings.publicUrl.hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(switchOff !== null && { 'List-Unsubscribe': `<${switchOff}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    },
    disableFileAccess: true,
    disableUrlAccess: true
  };
}

function bodyOf({ text, html, calendar }: Mail) {
  return { text, html, ...(calendar && { icalEvent: { method: calendar.method, filename: 'vierpoot.ics', content: calendar.content } }) };
}

/** No control characters in a header: a name cannot add a receiver. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

async function within(sending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('mailer wants an answer, got none'), { code: 'ETIMEDOUT' })), overallMs);
  });
  await Promise.race([sending, tooLong]).finally(() => clearTimeout(timer));
}
