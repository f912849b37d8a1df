import { drawPart } from '#lib/server/queries/match-pictures.ts';
import { readPage } from '#lib/server/read-page.ts';
import { requireRound } from '#lib/server/require-round.ts';
import type { PageServerLoad } from './$types';

/** More lines than this nobody can follow. */
const most = 40;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const page = readPage(url);
  const found = await locals.asPerson(async (db) => {
    const { round, programme } = await requireRound(db, locals, params);
    return { round: { id: round.id }, programme, ...(await drawPart(db, round.id, { offset: (page - 1) * most, most })) };
  });
  return { ...found, page, pages: Math.max(1, Math.ceil(found.count / most)) };
};
