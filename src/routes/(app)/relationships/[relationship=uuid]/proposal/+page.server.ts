import { fail, redirect } from '@sveltejs/kit';
import { parseDeclaration } from '#lib/domain/hat/parse-declaration.ts';
import { longestReason } from '#lib/domain/matching/parse-choice.ts';
import { listDeclarations } from '#lib/server/queries/hats.ts';
import { isAsked, isAskedUnseen } from '#lib/server/queries/match-asks.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireProposal } from '#lib/server/require-pair.ts';
import { answerPair } from '#lib/server/use-cases/answer-pair.ts';
import { declineAsk } from '#lib/server/use-cases/decline-ask.ts';
import { readPairWords } from '#lib/server/use-cases/read-cards.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const proposal = await requireProposal(db, locals, params.relationship);
    if (proposal.status === 'active') redirect(303, `/relationships/${proposal.id}`);
    const { id, organisationId, programme, side } = proposal;
    if (await isAskedUnseen(db, proposal)) redirect(303, `/matching/${programme.id}`);
    const place = { organisationId, programmeId: programme.id, personId: proposal[side].id, side };
    const seal = sealForMatch(locals.house.ring, place);
    const isMatch = await isAsked(db, id);
    return {
      proposal,
      declaration: (await listDeclarations(db, id)).at(-1) ?? null,
      match: isMatch ? await readPairWords(db, { seal, place }, proposal.other.id) : null,
      tags: locals.house.library.matching.words[locals.locale].tags
    };
  });

export const actions: Actions = {
  accept: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const parsed = parseDeclaration(values);
    const declaration = 'declaration' in parsed ? parsed.declaration : null;
    const pair = { relationshipId: params.relationship, personId: locals.who?.personId ?? '' };
    const said = { accepts: true as const, declaration, readDeclaredAt: values['read'] ?? null };
    const status = await locals.asPerson((db) => answerPair(db, { ...pair, ...said }));
    if (status === null) await locals.asPerson((db) => requireProposal(db, locals, params.relationship));
    if (status === 'full') redirect(303, '/home?said=full');
    if (status === 'undeclared' || status === 'unread') return fail(422, { problem: status, values });
    redirect(303, status === 'proposed' ? '/home' : `/relationships/${params.relationship}`);
  },

  /** A no needs no reason, and no declaration; a coach who was asked through the match may give one to the coordinator. */
  decline: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const { reason = '' } = values;
    if (reason.trim().length > longestReason) return fail(422, { problem: 'long-reason' as const, values });
    const pair = { relationshipId: params.relationship, personId: locals.who?.personId ?? '' };
    const status = await locals.asPerson(async (db) => {
      const { organisationId, programme, status: before } = await requireProposal(db, locals, params.relationship);
      if (before === 'active') return before;
      return declineAsk(db, sealForMatch(locals.house.ring, { organisationId, programmeId: programme.id }), { ...pair, reason });
    });
    if (status === 'active') redirect(303, `/relationships/${params.relationship}`); // it began while this was written
    redirect(303, status === null ? '/home?said=over' : '/home?said=declined');
  }
};
