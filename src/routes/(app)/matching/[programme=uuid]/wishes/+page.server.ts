import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireSide } from '#lib/server/require-side.ts';
import { findLongWishes, keepWishes, readOwnWishes, wishLimits } from '#lib/server/use-cases/keep-wishes.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { own, place } = await requireSide(db, locals, { programme: params.programme, url });
    const { asksWishes } = await findMatchRules(db, params.programme);
    const kept = await readOwnWishes(db, sealForMatch(locals.house.ring, place), place);
    if (!own.isStarted || (!asksWishes && kept.length === 0)) error(404, m.error_not_found_title());
    return {
      own,
      limits: wishLimits,
      words: kept.map(({ words }) => words),
      isSaved: url.searchParams.has('saved')
    };
  });

export const actions: Actions = {
  /** Keeps what stands in the fields; an empty form takes everything back at once. */
  keep: async ({ params, request, locals, url }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const labels = Array.from({ length: wishLimits.count }, (_, at) => values[`wish-${at}`] ?? '');
    const { problem, side } = await locals.asPerson(async (db) => {
      const { place } = await requireSide(db, locals, { programme: params.programme, url });
      return { problem: await keepWishes(db, { seal: sealForMatch(locals.house.ring, place), place }, labels), side: place.side };
    });
    if (problem) return fail(422, { problem, labels, long: findLongWishes(labels) });
    redirect(303, `${url.pathname}?as=${side}&saved`);
  }
};
