import { error, fail, redirect } from '@sveltejs/kit';
import { otherHatsOf } from '#lib/domain/hat/hat.ts';
import { parseDeclaration } from '#lib/domain/hat/parse-declaration.ts';
import { m } from '#lib/i18n/m.ts';
import { addDeclaration, listDeclarations, listHatChanges } from '#lib/server/queries/hats.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, params.relationship);
    const declarations = (await listDeclarations(db, pair.id)).toReversed();
    return {
      pair,
      declarations,
      otherHats: otherHatsOf(declarations[0]?.roles ?? []),
      changes: await listHatChanges(db, pair.id),
      isJustSaid: url.searchParams.has('said')
    };
  });

export const actions: Actions = {
  /** The coach may say something else at any time; what was said before stays readable for both (C12). */
  declare: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const parsed = parseDeclaration(values);
    if ('problems' in parsed) return fail(422, { problems: parsed.problems, values });
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      if (pair.side !== 'coach') error(404, m.error_not_found_title());
      await addDeclaration(db, placeOf(pair), parsed.declaration);
    });
    redirect(303, `/relationships/${params.relationship}/hats?said`);
  }
};
