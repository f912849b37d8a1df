import { isForMail, plainName } from '#lib/domain/person/plain-name.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { type MessageKey, say } from '#lib/i18n/m.ts';
import type { Mail } from './mailer.ts';

/** Who gets a letter. */
export type Receiver = { email: string; name: string; language: Locale };

/** A letter before it is known whether it can be switched off and what calendar goes with it. */
export type Letter = Pick<Mail, 'to' | 'subject' | 'text' | 'html'>;

/**
 * Greeting, paragraphs, name of the house; as text and as a page, from one source. A name fills one line, whatever stands in it; whoever
 * is called something to follow is greeted without it: others may have typed that name.
 */
export function letter(receiver: Receiver, subject: MessageKey, paragraphs: readonly string[]): Letter {
  const { email, name, language } = receiver;
  const plain = plainName(name);
  const greeting = isForMail(plain) ? say(language, 'mail_greeting', { name: plain }) : say(language, 'mail_greeting_plain');
  const parts = [greeting, ...paragraphs, say(language, 'mail_end')];
  const title = say(language, subject);
  return { to: email, subject: title, text: `${parts.join('\n\n')}\n`, html: pageOf(language, title, parts) };
}

/** A page any mail program shows: no pictures, no styles of its own that matter, nothing fetched. */
function pageOf(language: Locale, title: string, parts: readonly string[]): string {
  const body = parts.map((part) => `<p>${part.split('\n').map(lineOf).join('<br>')}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family: Georgia, serif; font-size: 17px; line-height: 1.5; max-width: 34em">
${body}
</body></html>`;
}

/** A line that is a link becomes one to press. */
function lineOf(line: string): string {
  return /^https?:\/\/\S+$/u.test(line) ? `<a href="${escaped(line)}">${escaped(line)}</a>` : escaped(line);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
