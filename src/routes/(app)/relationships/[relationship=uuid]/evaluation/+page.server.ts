import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { otherHatsOf } from '#lib/domain/hat/hat.ts';
import { longestStatement, parseStatement } from '#lib/domain/hat/parse-statement.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findAgreementFacts } from '#lib/server/queries/agreements.ts';
import { withdrawEvaluationRelease } from '#lib/server/queries/evaluation-releases.ts';
import { findDeclaredRoles } from '#lib/server/queries/hats.ts';
import { keyOf, readForm, textsOf } from '#lib/server/read-form.ts';
import { requireEvaluation, requirePair, requireReading } from '#lib/server/require-pair.ts';
import { readGoals } from '#lib/server/use-cases/keep-goals.ts';
import { type EvaluationText, readEvaluation, releaseForEvaluation } from '#lib/server/use-cases/release-for-evaluation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const pair = await requireEvaluation(db, locals, params.relationship);
    const isEvaluator = pair.side === 'coach' && locals.who?.hat !== 'coach';
    const mayRelease = pair.side === 'coachee' && pair.status === 'active';
    return {
      // Under another hat the head of the pair is not there: all its links lead to the coaching.
      ...(isEvaluator ? {} : { pair }),
      view: isEvaluator ? ('evaluator' as const) : pair.side,
      coach: pair.coach.name,
      coachee: pair.coachee.name,
      mayRelease,
      hats: otherHatsOf(await findDeclaredRoles(db, pair.id)),
      items: await readEvaluation(db, locals.house.ring, pair),
      agreed: mayRelease ? (await findAgreementFacts(db, pair.id)).evaluation : null,
      goals: mayRelease ? await goalsOf(db, locals, pair.id) : [],
      isJustReleased: url.searchParams.has('released')
    };
  });

/** The goals of the pair that a copy can be taken of. */
async function goalsOf(db: PersonDb, locals: App.Locals, id: string): Promise<{ id: string; text: string }[]> {
  const goals = await readGoals(db, await requireReading(db, locals, id));
  return goals.map((goal) => ({ id: goal.id, text: goal.text }));
}

/** The pair, and the key of the form: sent twice, it lets one through. */
type Releasing = { id: string; key: { id?: string } };

/** Lets it through and comes back; 404 for whoever has nothing to let through, or nobody to let it through to. */
async function release(
  locals: App.Locals,
  { id, key }: Releasing,
  find: (db: PersonDb) => Promise<EvaluationText | undefined>
): Promise<never> {
  const isReleased = await locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, id);
    const said = await find(db);
    return said !== undefined && releaseForEvaluation(db, locals.house.ring, { pair, said, ...key });
  });
  if (!isReleased) error(404, m.error_not_found_title());
  redirect(303, `/relationships/${id}/evaluation?released`);
}

const chosenGoal = v.object({ goal: v.pipe(v.string(), v.uuid()), key: v.optional(v.string()) });
const chosenItem = v.object({ item: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  /** Nothing crosses over to an evaluation but what the coachee lets through, item by item (C10). */
  release: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const parsed = parseStatement(values['statement']);
    if ('problem' in parsed) return fail(422, { problem: parsed.problem, most: longestStatement, values });
    return release(locals, { id: params.relationship, key: keyOf(values) }, () =>
      Promise.resolve({ kind: 'words', text: parsed.statement })
    );
  },

  releaseGoal: async ({ params, request, locals }) => {
    const { goal: id, key } = await readForm(request, chosenGoal);
    return release(locals, { id: params.relationship, key: keyOf({ key }) }, async (db) => {
      const goal = (await goalsOf(db, locals, params.relationship)).find((one) => one.id === id);
      return goal && { kind: 'goal', text: goal.text };
    });
  },

  withdraw: async ({ params, request, locals }) => {
    const { item } = await readForm(request, chosenItem);
    const isWithdrawn = await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      return withdrawEvaluationRelease(db, pair.id, item);
    });
    if (!isWithdrawn) error(404, m.error_not_found_title());
    redirect(303, `/relationships/${params.relationship}/evaluation`);
  }
};
