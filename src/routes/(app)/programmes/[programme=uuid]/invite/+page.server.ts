import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseEmail } from '#lib/domain/invitation/email.ts';
import { parseInvitationLines } from '#lib/domain/invitation/parse-lines.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import { type Guest, invitePeople } from '#lib/server/use-cases/invite-people.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const programme = await locals.asPerson((db) => requireProgramme(db, params.programme));
  return { programme: { id: programme.id, name: programme.name }, language: locals.locale };
};

const oneFields = v.object({
  name: v.string(),
  email: v.string(),
  role: v.picklist(['coach', 'coachee', 'coordinator', 'adviser']),
  language: v.string()
});
const linesFields = v.object({ lines: v.string(), language: v.string() });

/** Nothing wrong and nothing typed: what each form adds to. */
const calm = { one: null, lines: null } as const;

async function send(locals: App.Locals, programmeId: string, guests: readonly Guest[]) {
  const { organisationId = '', personId = '' } = locals.who ?? {};
  return locals.asPerson(async (db) => {
    const { id } = await requireProgramme(db, programmeId);
    return invitePeople(db, { organisationId, personId, programmeId: id, ring: locals.house.ring }, guests);
  });
}

export const actions: Actions = {
  one: async ({ params, request, locals }) => {
    const values = await readForm(request, oneFields);
    const name = values.name.trim();
    const email = parseEmail(values.email);
    const problems = { name: name === '' || name.length > 200, email: email === null, known: false };
    if (email === null || problems.name) return fail(422, { ...calm, one: { values, problems } });
    const language = isLocale(values.language) ? values.language : locals.locale;
    const { invited } = await send(locals, params.programme, [{ name, email, role: values.role, language }]);
    if (invited === 0) return fail(422, { ...calm, one: { values, problems: { ...problems, known: true } } });
    redirect(303, `/programmes/${params.programme}?invited=1`);
  },

  lines: async ({ params, request, locals }) => {
    const values = await readForm(request, linesFields);
    const language = isLocale(values.language) ? values.language : locals.locale;
    const { invitees, problems, isTooLong } = parseInvitationLines(values.lines);
    if (isTooLong || problems.length > 0 || invitees.length === 0)
      return fail(422, { ...calm, lines: { values, problems, isTooLong, known: [] } });
    const { invited, known } = await send(
      locals,
      params.programme,
      invitees.map((invitee) => ({ ...invitee, language }))
    );
    if (invited === 0) return fail(422, { ...calm, lines: { values, problems, isTooLong, known: known.map(({ email }) => email) } });
    redirect(303, `/programmes/${params.programme}?invited=${invited}`);
  }
};
