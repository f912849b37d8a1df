import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { listRelationships } from '#lib/server/queries/relationships.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireTool } from '#lib/server/own-shelf.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import { showTool } from '#lib/server/show-tool.ts';
import { takeTool } from '#lib/server/use-cases/keep-tool-uses.ts';
import type { Actions, PageServerLoad } from './$types';

const pairPage = /^\/relationships\/([0-9a-f-]{36})(\/chair)?$/;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const entry = await locals.asPerson((db) => requireTool(db, locals, params.tool));
  const [from = null, fromPair = null] = pairPage.exec(url.searchParams.get('from') ?? '') ?? [];
  return {
    shown: showTool(entry, locals.locale),
    from,
    fromPair,
    pairs: await pairsToTakeTo(locals)
  };
};

export const actions: Actions = {
  take: async ({ params, request, locals }) => {
    const { relationship } = await readForm(request, v.object({ relationship: v.pipe(v.string(), v.uuid()) }));
    const tool = await locals.asPerson(async (db) => {
      const { tool: found } = await requireTool(db, locals, params.tool);
      const pair = await requirePair(db, locals, relationship);
      if (pair.status !== 'active') error(404, m.error_not_found_title());
      await takeTool(db, pair, { tool: found.id, personId: locals.who?.personId ?? '', now: Date.now() });
      return found;
    });
    redirect(303, `/relationships/${relationship}/tools/${tool.id}`);
  }
};

/** The pairs in which the reader may do something now: under another hat, a coach has none (C12). */
async function pairsToTakeTo(locals: App.Locals) {
  const pairs = await locals.asPerson((db) => listRelationships(db, locals.who?.personId ?? ''));
  return pairs
    .filter(({ status, side }) => status === 'active' && (side === 'coachee' || locals.who?.hat === 'coach'))
    .map(({ id, other }) => ({ id, name: other.name }));
}
