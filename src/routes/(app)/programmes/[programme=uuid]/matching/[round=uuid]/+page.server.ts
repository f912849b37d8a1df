import { fail, redirect } from '@sveltejs/kit';
import { countAssigned, listCoachees } from '#lib/server/queries/match-results.ts';
import { countStates } from '#lib/server/queries/match-pictures.ts';
import { countParticipants, listDecisions } from '#lib/server/queries/match-rounds.ts';
import { listConflicts, listShortfalls } from '#lib/server/queries/match-summary.ts';
import { newId } from '#lib/server/new-id.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { readWishMarks } from '#lib/server/queries/match-wishes.ts';
import { beginNextRound, cancelRun, startRun } from '#lib/server/use-cases/match-round.ts';
import { publishRound } from '#lib/server/use-cases/publish-round.ts';
import type { Actions, PageServerLoad } from './$types';

const most = 50;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const search = (url.searchParams.get('search') ?? '').slice(0, 100);
  const only = url.searchParams.get('only') === 'unmatched' ? ('unmatched' as const) : null;
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
  const found = await locals.asPerson(async (db) => {
    const { round, programme } = await requireRound(db, locals, params);
    const counts = { ...(await countParticipants(db, round.id)), matched: await countAssigned(db, round.id) };
    const list = await listCoachees(db, round, { search, only, offset: (page - 1) * most, most });
    const isOut = round.status === 'published' || round.status === 'closed';
    const states = isOut ? await countStates(db, round) : null;
    const shortfalls = await listShortfalls(db, round.id);
    const conflicts = round.status === 'draft' ? await listConflicts(db, round.id) : [];
    return { round, programme, counts, states, shortfalls, conflicts, ...list, decisions: await listDecisions(db, round.id) };
  });
  return { ...found, search, only, page, pages: Math.max(1, Math.ceil(found.count / most)) };
};

const back = (params: { programme: string; round: string }) => `/programmes/${params.programme}/matching/${params.round}`;

export const actions: Actions = {
  run: async ({ params, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    const started = await startRun({ root: process.cwd(), log: locals.log, asPerson: locals.asPerson }, place);
    if (!started) return fail(409, { isRefused: true, isStale: false });
    redirect(303, back(params));
  },

  cancel: async ({ params, locals }) => {
    await locals.asPerson(async (db) => cancelRun(db, (await requireRound(db, locals, params)).place));
    redirect(303, back(params));
  },

  publish: async ({ params, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    const marks = await locals.asSystem('match: wishes of a round', (db) => readWishMarks(db, place));
    const outcome = await locals.asPerson((db) => publishRound(db, place, marks));
    if (outcome !== 'published') return fail(409, { isRefused: outcome === 'late', isStale: outcome === 'stale' });
    redirect(303, back(params));
  },

  next: async ({ params, locals }) => {
    const next = await locals.asPerson(async (db) => beginNextRound(db, (await requireRound(db, locals, params)).place, newId()));
    if (next === null) return fail(409, { isRefused: true, isStale: false });
    redirect(303, `/programmes/${params.programme}/matching/${next}`);
  }
};
