import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { newId } from '#lib/server/new-id.ts';
import { listMembers, type Member } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { proposePair } from '#lib/server/use-cases/propose-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const { programme, members } = await locals.asPerson(async (db) => ({
    programme: await requireProgramme(db, params.programme),
    members: await listMembers(db, params.programme)
  }));
  const named = (role: 'coach' | 'coachee') => members.filter(({ roles }) => roles.includes(role)).map(asOption);
  return { programme: { id: programme.id, name: programme.name }, coaches: named('coach'), coachees: named('coachee') };
};

function asOption({ personId, name, email }: Member) {
  return { value: personId, label: `${name} (${email})` };
}

const id = v.union([v.literal(''), v.pipe(v.string(), v.uuid())]); // empty: nobody was chosen
const fields = v.object({ coach: id, coachee: id });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const values = await readForm(request, fields);
    if (values.coach === '' || values.coachee === '') return fail(422, { values, problem: 'programme_pair_choose' as const });
    const { organisationId = '', personId = '' } = locals.who ?? {};
    const outcome = await locals.asPerson(async (db) => {
      const { id: programmeId } = await requireProgramme(db, params.programme);
      const pair = { id: newId(), organisationId, programmeId, coachId: values.coach, coacheeId: values.coachee, proposedBy: personId };
      return proposePair(db, pair);
    });
    if (outcome === 'already') return fail(422, { values, problem: 'programme_pair_already' as const });
    if (outcome === 'not-possible') return fail(422, { values, problem: 'programme_pair_not_possible' as const });
    redirect(303, `/programmes/${params.programme}?proposed=1`);
  }
};
