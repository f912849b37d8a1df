import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { readPage } from '#lib/server/read-page.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { compareRuns } from '#lib/server/use-cases/compare-runs.ts';
import type { PageServerLoad } from './$types';

const most = 50;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const page = readPage(url);
  return locals.asPerson(async (db) => {
    const { round, programme, place } = await requireRound(db, locals, params);
    const compared = await compareRuns(db, place, { asked: url.searchParams.get('with'), offset: (page - 1) * most, most });
    if (!compared) error(404, m.error_not_found_title());
    const pages = Math.max(1, Math.ceil((compared.there?.different.count ?? 0) / most));
    return { programme, round, ...compared, page, pages };
  });
};
