import { findTools, lengths, readToolChoice } from '#lib/server/find-tools.ts';
import { ownLibrary } from '#lib/server/own-shelf.ts';
import type { PageServerLoad } from './$types';

/** By leg first, then what is going on, world, duration and kind (C41); nobody can take a leg away (C6). */
export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { locale } = locals;
  const library = await locals.asPerson((db) => ownLibrary(db, locals));
  const choice = { ...readToolChoice(url, library), leg: params.leg };
  return {
    leg: params.leg,
    choice,
    lengths,
    situations: library.situations.map(({ id, words }) => ({ id, title: words[locale].title })),
    tools: findTools(library, choice, locale)
  };
};
