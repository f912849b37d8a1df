import { error, fail, redirect } from '@sveltejs/kit';
import { parseDeclaration } from '#lib/domain/hat/parse-declaration.ts';
import { m } from '#lib/i18n/m.ts';
import { listDeclarations } from '#lib/server/queries/hats.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireProposal } from '#lib/server/require-pair.ts';
import { answerPair } from '#lib/server/use-cases/answer-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const proposal = await requireProposal(db, locals, params.relationship);
    if (proposal.status === 'active') redirect(303, `/relationships/${proposal.id}`);
    return { proposal, declaration: (await listDeclarations(db, proposal.id)).at(-1) ?? null };
  });

export const actions: Actions = {
  accept: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const parsed = parseDeclaration(values);
    const declaration = 'declaration' in parsed ? parsed.declaration : null;
    const pair = { relationshipId: params.relationship, personId: locals.who?.personId ?? '' };
    const said = { accepts: true as const, declaration, readDeclaredAt: values['read'] ?? null };
    const status = await locals.asPerson((db) => answerPair(db, { ...pair, ...said }));
    if (status === null) error(404, m.error_not_found_title());
    if (status === 'undeclared' || status === 'unread') return fail(422, { problem: status, values });
    redirect(303, status === 'active' ? `/relationships/${params.relationship}` : '/home');
  },

  /** A no needs no reason, and no declaration. */
  decline: async ({ params, locals }) => {
    const pair = { relationshipId: params.relationship, personId: locals.who?.personId ?? '' };
    const status = await locals.asPerson((db) => answerPair(db, { ...pair, accepts: false }));
    if (status === null) error(404, m.error_not_found_title());
    redirect(303, '/home');
  }
};
