import { error } from '@sveltejs/kit';
import { kindOf } from '#lib/content/parse-tool-form.ts';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { requireAuthor } from '#lib/server/own-shelf.ts';
import { listToolVersions } from '#lib/server/queries/own-tools.ts';
import { formOf } from '#lib/server/read-own-tool.ts';
import { previewOwnTool, saveOwnTool } from '#lib/server/save-own-tool.ts';
import { showTool } from '#lib/server/show-tool.ts';
import { entryOf } from '#lib/server/use-cases/keep-own-tools.ts';
import type { Actions, PageServerLoad } from './$types';

/** A new entry, or an entry as it stands with its earlier versions. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
  const situations = locals.house.library.situations.map(({ id, words }) => ({ id, title: words[locals.locale].title }));
  const kind = kindOf({ kind: [url.searchParams.get('kind') ?? ''] });
  return locals.asPerson(async (db) => {
    await requireAuthor(db, locals);
    const { tool } = params;
    if (tool === undefined) return { situations, values: { kind: [kind] }, title: null, version: 0, versions: [], earlier: null };
    return { situations, ...(await readVersions(db, locals, { tool, earlier: url.searchParams.get('version') })) };
  });
};

async function readVersions(db: PersonDb, { locale }: App.Locals, asked: { tool: string; earlier: string | null }) {
  const versions = await listToolVersions(db, asked.tool);
  const newest = versions[0] ?? error(404, m.error_not_found_title());
  const earlier = versions.find(({ number }) => String(number) === asked.earlier);
  return {
    values: formOf(newest),
    title: entryOf(newest).words[locale].title,
    version: newest.number,
    versions: versions.map(({ number, writtenAt }) => ({ number, writtenAt })),
    earlier: earlier ? { number: earlier.number, shown: showTool(entryOf(earlier), locale) } : null
  };
}

export const actions: Actions = {
  preview: ({ locals, request }) => previewOwnTool(locals, request),
  save: ({ locals, request, params }) => saveOwnTool(locals, request, params.tool ?? null)
};
