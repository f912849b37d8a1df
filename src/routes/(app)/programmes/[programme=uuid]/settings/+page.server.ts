import { error, fail, redirect } from '@sveltejs/kit';
import { dayBounds, parseProgramme } from '#lib/domain/programme/parse-programme.ts';
import { m } from '#lib/i18n/m.ts';
import { changeProgramme } from '#lib/server/queries/programmes.ts';
import { requireProgramme } from '#lib/server/require-programme.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const { id, name, world, mirrorDays, needIntervalDays } = await locals.asPerson((db) => requireProgramme(db, params.programme));
  const values = { name, world, mirrorDays: String(mirrorDays), needIntervalDays: String(needIntervalDays) };
  return { programme: { id, name }, values, bounds: dayBounds };
};

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const parsed = parseProgramme(Object.fromEntries(await request.formData()));
    if ('problems' in parsed) return fail(422, parsed);
    const isChanged = await locals.asPerson((db) => changeProgramme(db, { id: params.programme, ...parsed.rules }));
    if (!isChanged) error(404, m.error_not_found_title());
    redirect(303, `/programmes/${params.programme}?saved=1`);
  }
};
