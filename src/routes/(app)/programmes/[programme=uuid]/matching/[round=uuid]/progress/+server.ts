import { tellProgress } from '#lib/i18n/desk-words.ts';
import { requireRound } from '#lib/server/require-round.ts';
import type { RequestHandler } from './$types';

/** How far a run is, for a page that stays open (static/enhance.js); null once there is none. The page itself tells the same. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { round } = await locals.asPerson((db) => requireRound(db, locals, params));
  return Response.json(round.progress && !round.isLost ? tellProgress(round.progress) : null);
};
