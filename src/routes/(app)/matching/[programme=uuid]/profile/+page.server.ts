import { fail, redirect } from '@sveltejs/kit';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireSide } from '#lib/server/require-side.ts';
import { keepProfile, readOwnProfile, writtenTags } from '#lib/server/use-cases/keep-profile.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const { own, place } = await requireSide(db, locals, { programme: params.programme, url });
    const { matching } = locals.house.library;
    return {
      own,
      tags: matching.tags,
      words: matching.words[locals.locale],
      ...(await readOwnProfile(db, place, writtenTags(locals.house.library))),
      asksWishes: own.isStarted && (await findMatchRules(db, params.programme)).asksWishes,
      isSaved: url.searchParams.has('saved')
    };
  });

/** Keeps what is right of what was sent, as a draft or to count from now on; nothing typed is lost. */
async function keep({ params, request, locals, url }: RequestEvent, isHandedIn: boolean) {
  const form = textsOf(Object.fromEntries(await request.formData()));
  const written = writtenTags(locals.house.library);
  const { problems, side } = await locals.asPerson(async (db) => {
    const { place } = await requireSide(db, locals, { programme: params.programme, url });
    return { problems: await keepProfile(db, { place, form, written, isHandedIn }), side: place.side };
  });
  if (Object.keys(problems).length > 0) return fail(422, { problems, values: form });
  redirect(303, `${url.pathname}?as=${side}&saved`);
}

export const actions: Actions = {
  save: (event) => keep(event, false),
  handIn: (event) => keep(event, true)
};
