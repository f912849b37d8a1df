import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { listCoachees } from '#lib/server/queries/match-results.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { excludePair, includePair, pinPair, readShortList, swapPairs, unpinPair } from '#lib/server/use-cases/match-round.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** So many others can be chosen from to swap with; more are found by their name in the list. */
const mostOthers = 300;

export const load: PageServerLoad = async ({ params, locals }) => {
  const found = await locals.asPerson(async (db) => {
    const { round, programme, place } = await requireRound(db, locals, params);
    const shortList = await readShortList(db, place, params.coachee);
    const { coachees } = await listCoachees(db, round, { search: '', only: null, offset: 0, most: mostOthers });
    return { round, programme, shortList, coachees };
  });
  if (!found.shortList) error(404, m.error_not_found_title());
  const { tags } = locals.house.library.matching.words[locals.locale];
  const own = found.coachees.find(({ id }) => id === params.coachee);
  const others = found.coachees.filter(({ coachId }) => coachId !== null && coachId !== own?.coachId);
  return {
    ...{ round: found.round, programme: found.programme, ...found.shortList, titles: tags, isPinned: own?.isPinned ?? false },
    others: others.map(({ id, name, coach }) => ({ value: id, label: `${name} (${coach ?? ''})` }))
  };
};

const twoFields = v.object({ coach: v.pipe(v.string(), v.uuid()) });
const swapFields = v.object({ other: v.pipe(v.string(), v.uuid()) });

async function act<T>({ params, locals }: RequestEvent, work: (...given: Parameters<typeof unpinPair>) => Promise<T>): Promise<T> {
  return locals.asPerson(async (db) => {
    const { round, place } = await requireRound(db, locals, params);
    if (round.status !== 'ready' && round.status !== 'draft') error(409, m.desk_refused());
    return work(db, place, params.coachee);
  });
}

const back = (params: { programme: string; round: string; coachee: string }) =>
  `/programmes/${params.programme}/matching/${params.round}/${params.coachee}`;

export const actions: Actions = {
  pin: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    const problem = await act(event, (db, place, coacheeId) => pinPair(db, place, { coacheeId, coachId: coach }));
    if (problem) return fail(422, { problem });
    redirect(303, back(event.params));
  },

  unpin: async (event) => {
    await act(event, unpinPair);
    redirect(303, back(event.params));
  },

  exclude: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    await act(event, (db, place, coacheeId) => excludePair(db, place, { coacheeId, coachId: coach }));
    redirect(303, back(event.params));
  },

  include: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    await act(event, (db, place, coacheeId) => includePair(db, place, { coacheeId, coachId: coach }));
    redirect(303, back(event.params));
  },

  swap: async (event) => {
    const { other } = await readForm(event.request, swapFields);
    const problem = await act(event, (db, place, coacheeId) => swapPairs(db, place, [coacheeId, other]));
    if (problem) return fail(422, { problem });
    redirect(303, back(event.params));
  }
};
