import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { requireAuthor } from '#lib/server/own-shelf.ts';
import { listOwnTools } from '#lib/server/queries/own-tools.ts';
import { readForm } from '#lib/server/read-form.ts';
import { archiveOwnTool, entryOf } from '#lib/server/use-cases/keep-own-tools.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.asPerson(async (db) => {
    await requireAuthor(db, locals);
    const versions = await listOwnTools(db);
    const tools = versions.map((version) => ({
      ...{ slug: version.slug, number: version.number, isArchived: version.isArchived },
      title: entryOf(version).words[locals.locale].title
    }));
    return { tools, isJustSaved: url.searchParams.has('saved') };
  });

const archiving = v.object({ tool: v.string(), archive: v.picklist(['yes', 'no']) });

export const actions: Actions = {
  archive: async ({ request, locals }) => {
    const { tool, archive } = await readForm(request, archiving);
    const isDone = await locals.asPerson(async (db) =>
      archiveOwnTool(db, await requireAuthor(db, locals), { slug: tool, isArchived: archive === 'yes' })
    );
    if (!isDone) error(404, m.error_not_found_title());
    redirect(303, '/toolkit/own');
  }
};
