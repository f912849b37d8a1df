import { error, fail, redirect } from '@sveltejs/kit';
import { parseChoice } from '#lib/domain/matching/parse-choice.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { isDoneTooOften } from '#lib/server/auth/throttle.ts';
import { findSuggestions } from '#lib/server/queries/match-choices.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireSide } from '#lib/server/require-side.ts';
import { chooseCoaches, markOf, readChoosing } from '#lib/server/use-cases/choose-coaches.ts';
import { readCards } from '#lib/server/use-cases/read-cards.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import type { Actions, PageServerLoad } from './$types';

/** The suggestions of this page; 404 for who is no coachee here. Null: none are out. */
async function requireChoosing(db: PersonDb, locals: App.Locals, { programme, url }: { programme: string; url: URL }) {
  const asCoachee = new URL(url);
  asCoachee.searchParams.set('as', 'coachee');
  const { own, place } = await requireSide(db, locals, { programme, url: asCoachee });
  if (own.side !== 'coachee') error(404, m.error_not_found_title());
  return { own, place, suggestions: await findSuggestions(db, programme, place.personId) };
}

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { own, place, suggestions } = await requireChoosing(db, locals, { programme: params.programme, url });
    const words = locals.house.library.matching.words[locals.locale];
    if (!suggestions) return { own, words, cards: [], choosing: null, isSaved: false };
    const seal = sealForMatch(locals.house.ring, place);
    const choosing = await readChoosing(db, place, suggestions);
    return {
      own,
      words,
      cards: await readCards(db, { seal, place }, suggestions),
      choosing: { ...choosing, seen: markOf(choosing) },
      isSaved: url.searchParams.has('chosen')
    };
  });

const refusals = { closed: { problem: 'closed', fields: [] }, changed: { problem: 'changed', fields: [] } } as const;

/** So often in an hour can a choice be sent: coaches get a mail of it. */
const mostAnHour = 10;

export const actions: Actions = {
  choose: async ({ params, request, locals, url }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const act = `choice ${locals.who?.personId ?? ''}`;
    if (await locals.asSystem('throttle: a choice', (db) => isDoneTooOften(db, locals.house.ring, { act, most: mostAnHour })))
      return fail(429, { problem: 'often' as const, fields: [], values });
    const outcome = await locals.asPerson(async (db) => {
      const { place, suggestions } = await requireChoosing(db, locals, { programme: params.programme, url });
      if (!suggestions) return refusals.closed;
      const parsed = parseChoice(
        values,
        suggestions.coaches.map(({ coachId }) => coachId)
      );
      if ('problem' in parsed) return parsed;
      const outcome = await chooseCoaches(db, { place, suggestions }, { ...parsed, seen: values['seen'] ?? '' });
      return outcome === 'kept' ? null : refusals[outcome];
    });
    if (outcome) return fail(outcome.problem in refusals ? 409 : 422, { ...outcome, values });
    redirect(303, `${url.pathname}?chosen`);
  }
};
