import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { MatchSide } from '#lib/domain/matching/profile-form.ts';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { readForm } from '#lib/server/read-form.ts';
import { readPage, readSearch } from '#lib/server/read-page.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { takePart } from '#lib/server/use-cases/take-part.ts';
import type { Actions, PageServerLoad } from './$types';

const most = 50;

function partOf(url: URL) {
  const role: MatchSide = url.searchParams.get('role') === 'coach' ? 'coach' : 'coachee';
  const search = readSearch(url);
  const page = readPage(url);
  return { role, search, page, offset: (page - 1) * most, most };
}

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const part = partOf(url);
  const found = await locals.asPerson(async (db) => {
    const { round, programme } = await requireRound(db, locals, params);
    return { round, programme, ...(await listEligible(db, round, part)) };
  });
  return { ...found, ...part, pages: Math.max(1, Math.ceil(found.count / most)) };
};

export const actions: Actions = {
  default: async ({ params, request, locals, url }) => {
    const values = await readForm(request, v.record(v.string(), v.string()));
    const part = partOf(url);
    const after = (start: string) =>
      Object.entries(values).flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value] as const] : []));
    const isIn = new Set(after('in.').map(([id]) => id));
    const { outcome, problems } = await locals.asPerson(async (db) => {
      const { place } = await requireRound(db, locals, params);
      return takePart(db, place, { ...part, isIn, places: new Map(after('places.')) });
    });
    if (outcome === 'late') return fail(409, { values, problems, isLate: true });
    if (problems.length > 0) return fail(422, { values, problems, isLate: false });
    url.searchParams.set('kept', '1');
    redirect(303, `${url.pathname}${url.search}`);
  }
};
