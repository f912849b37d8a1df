import { findTools, lengths, readToolChoice } from '#lib/server/find-tools.ts';
import type { PageServerLoad } from './$types';

/** By leg first, then what is going on, world, duration and kind (C41); nobody can take a leg away (C6). */
export const load: PageServerLoad = ({ params, locals: { house, locale }, url }) => {
  const choice = { ...readToolChoice(url, house.library), leg: params.leg };
  return {
    leg: params.leg,
    choice,
    lengths,
    situations: house.library.situations.map(({ id, words }) => ({ id, title: words[locale].title })),
    tools: findTools(house.library, choice, locale)
  };
};
