import { supportTypes } from '#lib/domain/support/support-type.ts';
import { findTools, isLookingFor, lengths, readToolChoice } from '#lib/server/find-tools.ts';
import { ownLibrary } from '#lib/server/own-shelf.ts';
import { mayWriteTools } from '#lib/server/queries/own-tools.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { locale } = locals;
  const [library, mayWrite] = await locals.asPerson(async (db) => [await ownLibrary(db, locals), await mayWriteTools(db)] as const);
  const choice = readToolChoice(url, library);
  return {
    choice,
    mayWrite,
    lengths,
    situations: library.situations.map(({ id, words }) => ({ id, title: words[locale].title })),
    found: isLookingFor(choice) ? findTools(library, choice, locale) : null,
    legs: supportTypes.map((leg) => ({
      leg,
      tools: library.tools
        .filter(({ tool }) => tool.legs[0] === leg)
        .map(({ tool, words }) => ({
          id: tool.id,
          title: words[locale].title,
          minutes: tool.minutes,
          world: tool.world,
          isLocal: tool.isLocal === true
        }))
    }))
  };
};
