import { requireTool } from '#lib/server/own-shelf.ts';
import { showTool } from '#lib/server/show-tool.ts';
import type { PageServerLoad } from './$types';

/** One sheet for the coach, or the card for the coachee, to print. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
  const entry = await locals.asPerson((db) => requireTool(db, locals, params.tool));
  const isCard = url.searchParams.get('for') === 'card';
  return { shown: showTool(entry, locals.locale), print: isCard ? ('card' as const) : ('coach' as const) };
};
