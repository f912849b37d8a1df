import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { requireAuthor } from '#lib/server/own-shelf.ts';
import { listToolVersions } from '#lib/server/queries/own-tools.ts';
import { formOf } from '#lib/server/read-own-tool.ts';
import { previewOwnTool, saveOwnTool } from '#lib/server/save-own-tool.ts';
import { showTool } from '#lib/server/show-tool.ts';
import { entryOf } from '#lib/server/use-cases/keep-own-tools.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    await requireAuthor(db, locals);
    const versions = await listToolVersions(db, params.tool);
    const newest = versions[0] ?? error(404, m.error_not_found_title());
    const earlier = versions.find(({ number }) => String(number) === url.searchParams.get('version'));
    return {
      values: formOf(newest),
      title: entryOf(newest).words[locals.locale].title,
      version: newest.number,
      versions: versions.map(({ number, writtenAt }) => ({ number, writtenAt })),
      earlier: earlier ? { number: earlier.number, shown: showTool(entryOf(earlier), locals.locale) } : null,
      situations: locals.house.library.situations.map(({ id, words }) => ({ id, title: words[locals.locale].title }))
    };
  });

export const actions: Actions = {
  preview: ({ locals, request }) => previewOwnTool(locals, request),
  save: ({ locals, request, params }) => saveOwnTool(locals, request, params.tool)
};
