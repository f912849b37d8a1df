import { fail, redirect } from '@sveltejs/kit';
import { type CoacheeState, coacheeStates } from '#lib/domain/matching/coachee-state.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { countMoved } from '#lib/server/queries/match-earlier.ts';
import { countStates, listCoachees, type Wanted } from '#lib/server/queries/match-follow.ts';
import { countAssigned, countListed, listExcludedOf } from '#lib/server/queries/match-results.ts';
import { countDecisions, countParticipants, listDecisions, type Round } from '#lib/server/queries/match-rounds.ts';
import { isProven, listConflicts, listRuledOut, listShortfalls } from '#lib/server/queries/match-summary.ts';
import { readPage, readSearch } from '#lib/server/read-page.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { beginNextRound, cancelRun, closeRound, startRun } from '#lib/server/use-cases/match-round.ts';
import { startWishCards } from '#lib/server/use-cases/lay-wish-cards.ts';
import { isOutOfDate, publishRound } from '#lib/server/use-cases/publish-round.ts';
import type { Actions, PageServerLoad } from './$types';

const most = 50;

/** What the page may say was just done. */
const acts = ['published', 'closed'] as const;

function readOnly({ searchParams }: URL): 'unmatched' | CoacheeState | null {
  const only = searchParams.get('only');
  return only === 'unmatched' ? only : (coacheeStates.find((state) => state === only) ?? null);
}

/** A page of who decided what. */
async function pageDecisions(db: PersonDb, roundId: string, page: number) {
  const decisions = await listDecisions(db, roundId, { offset: (page - 1) * most, most });
  return { decisions, page, pages: Math.max(1, Math.ceil((await countDecisions(db, roundId)) / most)) };
}

/** A part of the coachees, each with the names of the coaches whom a coordinator excluded. */
async function listPart(db: PersonDb, round: Round, wanted: Wanted) {
  const { coachees, count } = await listCoachees(db, round, wanted);
  const ids = coachees.map(({ id }) => id);
  const excluded = await listExcludedOf(db, round.programmeId, ids);
  return { coachees: coachees.map((one) => ({ ...one, excluded: excluded.get(one.id) ?? [] })), count };
}

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const [search, only, page] = [readSearch(url), readOnly(url), readPage(url)];
  const found = await locals.asPerson(async (db) => {
    const { round, programme, place } = await requireRound(db, locals, params);
    const isOut = round.status === 'published' || round.status === 'closed';
    return {
      ...{ round, programme },
      counts: {
        ...(await countParticipants(db, round.id)),
        matched: await countAssigned(db, round.id),
        listed: await countListed(db, round.id)
      },
      states: isOut ? await countStates(db, round) : null,
      isProven: await isProven(db, round.id),
      shortfalls: await listShortfalls(db, round.id),
      ruledOut: await listRuledOut(db, round.id),
      conflicts: round.status === 'draft' ? await listConflicts(db, round.id) : [],
      moved: round.status === 'ready' ? await countMoved(db, round.id) : null,
      isOutOfDate: round.status === 'ready' && (await isOutOfDate(db, place)),
      ...(await listPart(db, round, { search, only, offset: (page - 1) * most, most })),
      decided: await pageDecisions(db, round.id, readPage(url, 'decisions'))
    };
  });
  const done = acts.find((act) => url.searchParams.get('done') === act) ?? null;
  return { ...found, search, only, page, pages: Math.max(1, Math.ceil(found.count / most)), done };
};

const back = (params: { programme: string; round: string }) => `/programmes/${params.programme}/matching/${params.round}`;

type Refusal = 'late' | 'stale' | 'doubled' | 'unsure-publish' | 'unsure-next' | 'unsure-close';

/** What cannot be taken back is only done when its box is ticked. */
const isSure = async (request: Request) => (await request.formData()).get('sure') === 'on';

const refuse = (refusal: Refusal) => fail(refusal.startsWith('unsure') ? 422 : 409, { refusal });

export const actions: Actions = {
  run: async ({ params, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    const started = await startRun({ root: process.cwd(), log: locals.log, asPerson: locals.asPerson }, place);
    if (!started) return refuse('late');
    redirect(303, back(params));
  },

  cancel: async ({ params, locals }) => {
    await locals.asPerson(async (db) => cancelRun(db, (await requireRound(db, locals, params)).place));
    redirect(303, back(params));
  },

  publish: async ({ params, request, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    if (!(await isSure(request))) return refuse('unsure-publish');
    const outcome = await locals.asPerson((db) => publishRound(db, place));
    if (outcome !== 'published') return refuse(outcome);
    startWishCards(locals, place);
    redirect(303, `${back(params)}?done=published`);
  },

  next: async ({ params, request, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    if (!(await isSure(request))) return refuse('unsure-next');
    const next = await locals.asPerson((db) => beginNextRound(db, place, newId()));
    if (next === null) return refuse('late');
    redirect(303, `/programmes/${params.programme}/matching/${next}`);
  },

  close: async ({ params, request, locals }) => {
    const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
    if (!(await isSure(request))) return refuse('unsure-close');
    if (!(await locals.asPerson((db) => closeRound(db, place)))) return refuse('late');
    redirect(303, `${back(params)}?done=closed`);
  }
};
