import { kindOf } from '#lib/content/parse-tool-form.ts';
import { requireAuthor } from '#lib/server/own-shelf.ts';
import { previewOwnTool, saveOwnTool } from '#lib/server/save-own-tool.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  await locals.asPerson((db) => requireAuthor(db, locals));
  const { situations } = locals.house.library;
  return {
    kind: kindOf({ kind: [url.searchParams.get('kind') ?? ''] }),
    situations: situations.map(({ id, words }) => ({ id, title: words[locals.locale].title }))
  };
};

export const actions: Actions = {
  preview: ({ locals, request }) => previewOwnTool(locals, request),
  save: ({ locals, request }) => saveOwnTool(locals, request, null)
};
