import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { listDifferent, readFigures } from '#lib/server/queries/match-pictures.ts';
import { listRounds } from '#lib/server/queries/match-rounds.ts';
import { readPage } from '#lib/server/read-page.ts';
import { requireRound } from '#lib/server/require-round.ts';
import type { PageServerLoad } from './$types';

const most = 50;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const asked = url.searchParams.get('with');
  const page = readPage(url);
  return locals.asPerson(async (db) => {
    const { round, programme } = await requireRound(db, locals, params);
    const others = (await listRounds(db, programme.id)).filter(({ id, runAt }) => id !== round.id && runAt !== null);
    const other = asked === null ? others[0] : others.find(({ id }) => id === asked && isUuid(asked));
    if (asked !== null && !other) error(404, m.error_not_found_title());
    const there = other && {
      id: other.id,
      createdAt: other.createdAt,
      figures: await readFigures(db, other.id),
      different: await listDifferent(db, { here: round.id, there: other.id, offset: (page - 1) * most, most })
    };
    const here = { id: round.id, createdAt: round.createdAt, figures: await readFigures(db, round.id) };
    return { programme, here, there: there ?? null, others, page, pages: Math.max(1, Math.ceil((there?.different.count ?? 0) / most)) };
  });
};
