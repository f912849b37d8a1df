import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { countMembers, labelMember, searchMembers } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { findMeant, type Meant } from '#lib/server/use-cases/pair-by-name.ts';
import { proposePair } from '#lib/server/use-cases/propose-pair.ts';
import type { Actions, PageServerLoad } from './$types';

/** With more people on a side than this, a name is typed instead of chosen; so many are offered while typing. */
const mostOffered = 200;

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const { id, name } = await requireProgramme(db, params.programme);
    const counts = await countMembers(db, id);
    return {
      programme: { id, name },
      isTyped: Math.max(counts.coaches, counts.coachees) > mostOffered,
      coaches: await offer(db, id, 'coach'),
      coachees: await offer(db, id, 'coachee')
    };
  });

async function offer(db: PersonDb, programmeId: string, role: 'coach' | 'coachee') {
  const { members } = await searchMembers(db, programmeId, { search: '', role, offset: 0, most: mostOffered });
  return members.map((member) => ({ value: member.personId, label: labelMember(member) }));
}

const text = v.pipe(v.string(), v.maxLength(600));
const fields = v.object({ coach: text, coachee: text });

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const values = await readForm(request, fields);
    const { organisationId = '', personId = '' } = locals.who ?? {};
    const { proposing, ...meant } = await locals.asPerson(async (db) => {
      const { id: programmeId } = await requireProgramme(db, params.programme);
      const coach = await findMeant(db, programmeId, { role: 'coach', text: values.coach });
      const coachee = await findMeant(db, programmeId, { role: 'coachee', text: values.coachee });
      if ('problem' in coach || 'problem' in coachee) return { coach, coachee, proposing: null };
      const two = { coachId: coach.personId, coacheeId: coachee.personId };
      const pair = { id: newId(), organisationId, programmeId, ...two, proposedBy: personId };
      return { coach, coachee, proposing: await proposePair(db, pair) };
    });
    const problems = { coach: problemOf(meant.coach), coachee: problemOf(meant.coachee) };
    if (proposing?.outcome !== 'proposed') return fail(422, { values, problems, refused: proposing });
    redirect(303, `/programmes/${params.programme}?proposed=1`);
  }
};

/** Why it is not clear who is meant; null when it is. */
function problemOf(meant: Meant): { kind: 'nobody' | 'unknown' | 'several'; emails: string } | null {
  if (!('problem' in meant)) return null;
  return { kind: meant.problem, emails: meant.problem === 'several' ? meant.emails.join(', ') : '' };
}
