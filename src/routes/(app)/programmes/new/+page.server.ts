import { error, fail, redirect } from '@sveltejs/kit';
import { parseProgramme } from '#lib/domain/programme/parse-programme.ts';
import { m } from '#lib/i18n/m.ts';
import { newId } from '#lib/server/new-id.ts';
import { createProgramme, findCoordinatedProgramme, mayCreateProgrammes } from '#lib/server/queries/programmes.ts';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

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
    const id = typeof form['id'] === 'string' && uuid.test(form['id']) ? form['id'] : newId();
    await locals.asPerson(async (db) => {
      if (!(await mayCreateProgrammes(db))) error(404, m.error_not_found_title());
      if (await findCoordinatedProgramme(db, id)) return;
      await createProgramme(db, { id, membershipId: newId(), ...parsed.rules });
    });
    redirect(303, `/programmes/${id}`);
  }
};
