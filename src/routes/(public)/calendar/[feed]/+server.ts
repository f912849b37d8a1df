import { error } from '@sveltejs/kit';
import { say } from '#lib/i18n/m.ts';
import { hashOf } from '#lib/server/auth/token.ts';
import { makeCalendar } from '#lib/server/calendar/make-calendar.ts';
import { readFeed } from '#lib/server/queries/calendar-feeds.ts';
import type { RequestHandler } from './$types';

/** The talks of whoever holds this secret address; an address of nobody does not exist. Times only, under one neutral name. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const missing = () => error(404, say(locals.locale, 'error_not_found_title'));
  const part = /^([\w-]{43})\.ics$/u.exec(params.feed)?.[1] ?? missing();
  const feed = await locals.asSystem('calendar: feed', (db) => readFeed(db, hashOf(Buffer.from(part, 'base64url'))));
  if (!feed) return missing();
  const { publicUrl } = locals.house.settings;
  const talks = feed.talks.map((talk) => ({
    ...talk,
    url: new URL(`/relationships/${talk.relationshipId}/conversations/${talk.id}`, publicUrl).href
  }));
  const calendar = makeCalendar(talks, {
    method: 'publish',
    summary: say(feed.language, 'mail_talk_name'),
    timeZone: feed.timeZone,
    host: publicUrl.hostname,
    organizer: null,
    attendee: null,
    now: new Date()
  });
  return new Response(calendar, { headers: { 'content-type': 'text/calendar; charset=utf-8' } });
};
