import { error, fail, redirect } from '@sveltejs/kit';
import { longest, parseText } from '#lib/domain/conversation/parse-text.ts';
import { m } from '#lib/i18n/m.ts';
import { offerLiveNotes } from '#lib/server/offer-live-notes.ts';
import { findEvaluationRule } from '#lib/server/queries/agreements.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readConversation } from '#lib/server/use-cases/plan-conversation.ts';
import { addLiveParagraph, readLiveNotes } from '#lib/server/use-cases/read-live-notes.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const { pair, seal } = await requireReading(db, locals, params.relationship);
    const notes = await readLiveNotes(db, { pair, seal }, params.conversation);
    const conversation = await readConversation(db, { pair, seal }, params.conversation);
    if (!notes || conversation?.hat !== 'coach') error(404, m.error_not_found_title());
    return {
      pair,
      notes,
      conversation,
      evaluation: await findEvaluationRule(db, pair.id),
      editor: notes.mayWrite ? offerLiveNotes(locals, pair, params.conversation) : null
    };
  });

export const actions: Actions = {
  addToNotes: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseText(form['addition'], longest.note);
    if ('problem' in parsed) return fail(422, { problems: { addition: parsed.problem }, values: textsOf(form) });
    await locals.asPerson(async (db) => {
      const { pair, seal } = await requireReading(db, locals, params.relationship);
      const addition = { conversationId: params.conversation, personId: locals.who?.personId ?? '', text: parsed.text };
      if (!(await addLiveParagraph(db, { pair, seal }, addition))) error(404, m.error_not_found_title());
    });
    redirect(303, `/relationships/${params.relationship}/conversations/${params.conversation}/live`);
  }
};
