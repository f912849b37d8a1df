import { supportTypes } from '#lib/domain/support/support-type.ts';
import { findTools, isLookingFor, lengths, readToolChoice } from '#lib/server/find-tools.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { house, locale }, url }) => {
  const { library } = house;
  const choice = readToolChoice(url, library);
  return {
    choice,
    lengths,
    situations: library.situations.map(({ id, words }) => ({ id, title: words[locale].title })),
    found: isLookingFor(choice) ? findTools(library, choice, locale) : null,
    legs: supportTypes.map((leg) => ({
      leg,
      tools: library.tools
        .filter(({ tool }) => tool.legs[0] === leg)
        .map(({ tool, words }) => ({ id: tool.id, title: words[locale].title, minutes: tool.minutes, world: tool.world }))
    }))
  };
};
