import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { makeCalendar } from '#lib/server/calendar/make-calendar.ts';
import { findConversation } from '#lib/server/queries/conversations.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import type { RequestHandler } from './$types';

/** One talk as a file for a calendar: when, under a neutral name. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const talk = await locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, params.relationship);
    return findConversation(db, pair.id, params.conversation);
  });
  if (!talk?.startsAt || talk.state !== 'planned') error(404, m.error_not_found_title());
  const { publicUrl } = locals.house.settings;
  const url = new URL(`/relationships/${talk.relationshipId}/conversations/${talk.id}`, publicUrl).href;
  const calendar = makeCalendar([{ ...talk, startsAt: talk.startsAt, url }], {
    method: 'publish',
    summary: m.mail_talk_name(),
    timeZone: locals.who?.timeZone ?? 'UTC',
    host: publicUrl.hostname,
    organizer: null,
    attendee: null,
    now: new Date()
  });
  const headers = { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="vierpoot.ics"' };
  return new Response(calendar, { headers });
};
