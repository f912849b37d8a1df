import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { mayPlan } from '#lib/server/queries/conversations.ts';
import { readForm, textsOf } from '#lib/server/read-form.ts';
import { planValues, readPlan } from '#lib/server/read-plan.ts';
import { requirePair, requireReading } from '#lib/server/require-pair.ts';
import { closeConversation, moveConversation, readConversation } from '#lib/server/use-cases/plan-conversation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const conversation = await readConversation(db, reading, params.conversation);
    if (!conversation || reading.pair.status !== 'active') error(404, m.error_not_found_title());
    if (conversation.state === 'held' || conversation.state === 'cancelled') error(404, m.error_not_found_title());
    const zone = locals.who?.timeZone ?? 'UTC';
    const moment = conversation.startsAt ? planValues(conversation.startsAt, zone) : {};
    const values = { ...moment, minutes: String(conversation.minutes), place: conversation.place ?? '' };
    return { pair: reading.pair, conversation, values };
  });

const closing = v.object({ as: v.picklist(['cancelled', 'skipped']) });

export const actions: Actions = {
  move: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const { who } = locals;
    if (!who) error(404, m.error_not_found_title());
    const parsed = readPlan(form, who.timeZone);
    if ('problems' in parsed) return fail(422, { problems: parsed.problems, values: textsOf(form), why: null });
    const moved = await locals.asPerson(async (db) => {
      const { pair, seal } = await requireReading(db, locals, params.relationship);
      const planning = { pair, seal, personId: who.personId, timeZone: who.timeZone };
      const isMoved = await moveConversation(db, planning, { conversationId: params.conversation, plan: parsed.plan });
      return isMoved ? 'moved' : (await mayPlan(db, pair.id)) ? 'late' : 'agreement';
    });
    if (moved !== 'moved') return fail(409, { problems: {}, values: textsOf(form), why: moved });
    redirect(303, `/relationships/${params.relationship}/conversations/${params.conversation}`);
  },
  close: async ({ params, request, locals }) => {
    const { as } = await readForm(request, closing);
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      const closed = { conversationId: params.conversation, as, at: new Date() };
      await closeConversation(db, { pair }, closed);
    });
    redirect(303, `/relationships/${params.relationship}/conversations`);
  }
};
