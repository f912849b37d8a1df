import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseAction, parseGoal, parseReview } from '#lib/domain/conversation/parse-goal.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { findEvaluationRule } from '#lib/server/queries/agreements.ts';
import { settleAction } from '#lib/server/queries/actions.ts';
import { findConversation } from '#lib/server/queries/conversations.ts';
import { keyOf, readForm, textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { agreeAction, readActions } from '#lib/server/use-cases/keep-actions.ts';
import { readGoals, reviewGoal, setGoal } from '#lib/server/use-cases/keep-goals.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const evaluation = await findEvaluationRule(db, reading.pair.id);
    return { pair: reading.pair, evaluation, goals: await readGoals(db, reading), actions: await readActions(db, reading) };
  });

type Form = Readonly<Record<string, unknown>>;
type Posted = { locals: App.Locals; params: { relationship: string }; form: Form };
/** What a change is made with: who, in which pair, and the talk it was said in. */
type Making = { db: PersonDb; reading: PairReading; personId: string; conversationId: string | null };

/** Does the work as the person, in a pair that lasts; then back to the talk it was said in, or to this page. */
async function change({ locals, params, form }: Posted, work: (making: Making) => Promise<unknown>): Promise<never> {
  const wanted = form['conversation'];
  const conversationId = await locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    if (reading.pair.status !== 'active') error(404, m.error_not_found_title());
    const talk = typeof wanted === 'string' && isUuid(wanted) ? await findConversation(db, reading.pair.id, wanted) : null;
    await work({ db, reading, personId: locals.who?.personId ?? '', conversationId: talk?.id ?? null });
    return talk?.id ?? null;
  });
  const base = `/relationships/${params.relationship}`;
  redirect(303, conversationId ? `${base}/conversations/${conversationId}?part=after#agreed` : `${base}/goals`);
}

const settling = v.object({
  action: v.pipe(v.string(), v.uuid()),
  state: v.picklist(['done', 'let-go', 'open']),
  conversation: v.optional(v.string())
});

export const actions: Actions = {
  set: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseGoal(form);
    if ('problems' in parsed) return fail(422, { of: 'set', problems: parsed.problems, values: textsOf(form) });
    return change({ params, locals, form }, ({ db, reading, ...by }) => setGoal(db, reading, { ...by, ...parsed.goal, ...keyOf(form) }));
  },
  review: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const goalId = form['goal'];
    if (typeof goalId !== 'string' || !isUuid(goalId)) error(400, m.error_fault_title());
    const parsed = parseReview(form);
    if ('problems' in parsed) return fail(422, { of: 'review', problems: parsed.problems, values: textsOf(form) });
    const { outcome, context, changed } = parsed.review;
    return change({ params, locals, form }, async ({ db, reading, ...by }) => {
      const before = (await readGoals(db, reading)).find(({ id }) => id === goalId);
      const words = changed === null ? null : { text: changed, ifThen: before?.ifThen ?? null };
      const isReviewed = await reviewGoal(db, reading, { ...by, goalId, outcome, context, changed: words, ...keyOf(form) });
      if (!isReviewed) error(404, m.error_not_found_title());
    });
  },
  agree: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseAction(form);
    if ('problems' in parsed) return fail(422, { of: 'agree', problems: parsed.problems, values: textsOf(form) });
    return change({ params, locals, form }, ({ db, reading, conversationId, personId }) =>
      agreeAction(db, reading, { ...parsed.action, conversationId, createdBy: personId, ...keyOf(form) })
    );
  },
  settle: async ({ params, request, locals }) => {
    const form = await readForm(request, settling);
    return change({ params, locals, form }, ({ db, reading }) =>
      settleAction(db, { relationshipId: reading.pair.id, id: form.action }, form.state)
    );
  }
};
