import { error, fail, redirect } from '@sveltejs/kit';
import { nextInRhythm, rhythmOf } from '#lib/domain/conversation/rhythm.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findRhythm, listConversations, mayPlan } from '#lib/server/queries/conversations.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { keyOf, textsOf } from '#lib/server/read-form.ts';
import { localTimeOf } from '#lib/i18n/zoned-time.ts';
import { planValues, readPlan } from '#lib/server/read-plan.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readChosenWay } from '#lib/server/use-cases/offer-ways.ts';
import { planConversation } from '#lib/server/use-cases/plan-conversation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { pair } = reading;
    if (pair.status !== 'active') error(404, m.error_not_found_title());
    const way = await readChosenWay(db, reading, { offerId: url.searchParams.get('offer') ?? '', locale: locals.locale });
    const values = { ...(await usualValues(db, pair, locals.who?.timeZone ?? 'UTC')), ...(way !== null && { place: way }) };
    return { pair, mayPlan: await mayPlan(db, pair.id), values };
  });

const dayMs = 24 * 60 * 60 * 1000;

/** The same weekday and hour as the last talk, one rhythm on (C33); for a first talk, an afternoon on a weekday in a week's time. */
async function usualValues(db: PersonDb, pair: Relationship, timeZone: string): Promise<Record<string, string>> {
  const last = (await listConversations(db, pair.id)).findLast(
    ({ state, startsAt }) => startsAt !== null && state !== 'cancelled'
  )?.startsAt;
  const now = Date.now();
  if (!last) return { ...planValues(weekdayFrom(now + 7 * dayMs), timeZone), ...atHour('14:00') };
  const days = rhythmOf({ ...(await findRhythm(db, pair.id)), world: pair.programme.world });
  const { time } = localTimeOf(last, timeZone); // a change of clock in between does not move it
  return { ...planValues(new Date(nextInRhythm(last.getTime(), days, now)), timeZone), ...atHour(time) };
}

function atHour(time: string): Record<string, string> {
  return { time1: time, time2: time, time3: time };
}

/** That day, or the Monday after it. */
function weekdayFrom(at: number): Date {
  const day = new Date(at).getUTCDay();
  return new Date(at + (day === 6 ? 2 : day === 0 ? 1 : 0) * dayMs);
}

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const { who } = locals;
    if (!who) error(404, m.error_not_found_title());
    const parsed = readPlan(form, who.timeZone);
    if ('problems' in parsed) return fail(422, { problems: parsed.problems, values: textsOf(form) });
    const id = await locals.asPerson(async (db) => {
      const { pair, seal } = await requireReading(db, locals, params.relationship);
      if (pair.status !== 'active') error(404, m.error_not_found_title());
      return planConversation(db, { pair, seal, personId: who.personId, timeZone: who.timeZone }, { ...parsed.plan, ...keyOf(form) });
    });
    if (id === null) return fail(409, { problems: {}, values: textsOf(form) });
    redirect(303, `/relationships/${params.relationship}/conversations/${id}`);
  }
};
