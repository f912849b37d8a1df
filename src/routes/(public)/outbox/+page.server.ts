import { error } from '@sveltejs/kit';
import { dayAndTime } from '#lib/i18n/dates.ts';
import { m } from '#lib/i18n/m.ts';
import type { PageServerLoad } from './$types';

/** Every mail of this process, only where no real person gets mail. */
export const load: PageServerLoad = ({ locals }) => {
  const { settings, mailer } = locals.house;
  if (!settings.hasOutbox) error(404, m.error_not_found_title());
  const timeZone = locals.who?.timeZone ?? 'Europe/Brussels';
  const mails = mailer.outbox().map(({ to, subject, text, sentAt }) => ({
    to,
    subject,
    at: dayAndTime(sentAt, timeZone),
    parts: partsOf(text, settings.publicUrl.origin)
  }));
  return { mails };
};

/** The text cut at our own links: `path` null is plain text. */
function partsOf(text: string, origin: string): { text: string; path: string | null }[] {
  return text
    .split(/(https?:\/\/\S+)/u)
    .map((part) => ({ text: part, path: part.startsWith(`${origin}/`) ? part.slice(origin.length) : null }));
}
