import { error, fail, redirect } from '@sveltejs/kit';
import { parseNeeds } from '#lib/domain/needs/parse-needs.ts';
import { isDue } from '#lib/domain/needs/is-due.ts';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import { m } from '#lib/i18n/m.ts';
import { readNeeds, sayNeeds } from '#lib/server/use-cases/say-needs.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { instrument, words } = locals.house.library.currentNeeds;
  return locals.asPerson(async (db) => {
    const { pair, seal } = await requireReading(db, locals, params.relationship);
    if (pair.side !== 'coachee') error(404, m.error_not_found_title());
    const said = await readNeeds(db, pair, seal);
    const latest = said.at(-1) ?? null;
    const isOld = latest !== null && isDue(latest.askedAt.getTime(), Date.now(), pair.programme.needIntervalDays);
    return {
      pair,
      items: instrument.items,
      words: words[locals.locale],
      said: said.toReversed(),
      latest,
      isOld,
      isJustSaved: url.searchParams.has('saved')
    };
  });
};

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const { instrument } = locals.house.library.currentNeeds;
    const form = Object.fromEntries(await request.formData());
    const parsed = parseNeeds(instrument, form);
    if ('problems' in parsed) return fail(422, { problems: parsed.problems, values: textsOf(form), isEmpty: false });
    const isEmpty = supportTypes.every((leg) => parsed.needs[leg].level === null && parsed.needs[leg].wish === null);
    if (isEmpty) return fail(422, { problems: [], values: textsOf(form), isEmpty });
    await locals.asPerson(async (db) => {
      const { pair, seal } = await requireReading(db, locals, params.relationship);
      if (pair.side !== 'coachee' || pair.status !== 'active') error(404, m.error_not_found_title());
      await sayNeeds(db, { pair, seal, instrument: instrument.id }, parsed.needs);
    });
    redirect(303, `/relationships/${params.relationship}/needs?saved`);
  }
};
