import { error, fail, redirect } from '@sveltejs/kit';
import { parseProgramme } from '#lib/domain/programme/parse-programme.ts';
import { m } from '#lib/i18n/m.ts';
import { isUuid, newId } from '#lib/server/new-id.ts';
import { mayCreateProgrammes } from '#lib/server/queries/programmes.ts';
import { beginProgramme } from '#lib/server/use-cases/begin-programme.ts';
import type { Actions, PageServerLoad } from './$types';

/** The id travels with the form: sent twice, it is one programme. */
export const load: PageServerLoad = async ({ locals }) => {
  if (!(await locals.asPerson(mayCreateProgrammes))) error(404, m.error_not_found_title());
  return { id: newId() };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseProgramme(form);
    if ('problems' in parsed) return fail(422, parsed);
    const id = typeof form['id'] === 'string' && isUuid(form['id']) ? form['id'] : newId();
    const begun = await beginProgramme(locals.asPerson, id, parsed.rules);
    if (begun === null) error(404, m.error_not_found_title());
    redirect(303, `/programmes/${begun}`);
  }
};
