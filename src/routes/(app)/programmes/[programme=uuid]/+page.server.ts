import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { listOpenInvitations, revokeInvitation } from '#lib/server/queries/invitations.ts';
import { listProgrammePairs, listSilentPairs } from '#lib/server/queries/programme-pairs.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { inviteAgain } from '#lib/server/use-cases/invite-people.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the page may say was just done. */
const done = ['invited', 'again', 'revoked', 'proposed', 'saved'] as const;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const page = await locals.asPerson(async (db) => ({
    programme: await requireProgramme(db, params.programme),
    members: await listMembers(db, params.programme),
    pairs: await listProgrammePairs(db, params.programme),
    silent: await listSilentPairs(db, params.programme),
    invitations: await listOpenInvitations(db, params.programme)
  }));
  const wasDone = done.find((act) => url.searchParams.has(act)) ?? null;
  return { ...page, wasDone, count: Number(url.searchParams.get('invited') ?? 0) || 0 };
};

const fields = v.object({ invitation: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  again: async ({ params, request, locals }) => {
    const { invitation } = await readForm(request, fields);
    const { ring } = locals.house;
    await locals.asPerson(async (db) => {
      const { id } = await requireProgramme(db, params.programme);
      const { organisationId = '', personId = '' } = locals.who ?? {};
      return inviteAgain(db, { organisationId, personId, programmeId: id, ring }, invitation);
    });
    redirect(303, `/programmes/${params.programme}?again=1`);
  },

  revoke: async ({ params, request, locals }) => {
    const { invitation } = await readForm(request, fields);
    await locals.asPerson(async (db) => {
      await requireProgramme(db, params.programme);
      await revokeInvitation(db, invitation);
    });
    redirect(303, `/programmes/${params.programme}?revoked=1`);
  }
};
