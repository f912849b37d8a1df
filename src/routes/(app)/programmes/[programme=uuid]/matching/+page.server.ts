import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { idIn, isUuid, newId } from '#lib/server/new-id.ts';
import { countAllParticipants, listRounds } from '#lib/server/queries/match-rounds.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { openMatchRound } from '#lib/server/use-cases/match-round.ts';
import type { Actions, PageServerLoad } from './$types';

const nobody = { coachees: 0, coaches: 0, places: 0 };

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const { id, name } = await requireProgramme(db, params.programme);
    const counts = await countAllParticipants(db, id);
    const rounds = (await listRounds(db, id)).map((round) => ({ ...round, counts: counts.get(round.id) ?? nobody }));
    return { programme: { id, name }, rounds };
  });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const { key } = await readForm(request, v.object({ key: v.string() }));
    const roundId = idIn(params.programme, isUuid(key) ? key : newId());
    await locals.asPerson(async (db) => {
      const { id } = await requireProgramme(db, params.programme);
      const { organisationId = '', personId = '' } = locals.who ?? {};
      const isThere = (await listRounds(db, id)).some((round) => round.id === roundId);
      if (!isThere) await openMatchRound(db, { organisationId, personId, programmeId: id, roundId });
    });
    redirect(303, `/programmes/${params.programme}/matching/${roundId}`);
  }
};
