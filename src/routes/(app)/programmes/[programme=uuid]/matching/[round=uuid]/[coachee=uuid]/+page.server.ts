import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import { findListed, listCoachees } from '#lib/server/queries/match-follow.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { excludePair, includePair, pinPair, readShortList, swapPairs, unpinPair } from '#lib/server/use-cases/match-round.ts';
import { findCoacheeNamed, readAsked } from '#lib/server/use-cases/read-coachee.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Up to so many others are chosen from a list to swap with; where there are more, the name is typed. */
const mostOthers = 200;

/** What the page may say was just done. */
const acts = ['pin', 'unpin', 'exclude', 'include', 'swap'] as const;

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const found = await locals.asPerson(async (db) => {
    const { round, programme, place } = await requireRound(db, locals, params);
    const shortList = await readShortList(db, place, params.coachee);
    const own = await findListed(db, round, params.coachee);
    if (!shortList || !own) error(404, m.error_not_found_title());
    const asked = await readAsked(db, { seal: sealForMatch(locals.house.ring, place), place }, params.coachee);
    const others = await listCoachees(db, round, { search: '', only: null, offset: 0, most: mostOthers });
    return { round, programme, ...shortList, own, asked, others };
  });
  const swappable = found.others.coachees.filter(
    ({ id, coachId }) => coachId !== null && coachId !== found.own.coachId && id !== found.own.id
  );
  return {
    ...found,
    titles: locals.house.library.matching.words[locals.locale].tags,
    isOut: found.round.status === 'published' || found.round.status === 'closed',
    isTyped: found.others.count > mostOthers,
    others: swappable.map(({ id, name, coach }) => ({ value: id, name, label: `${name} (${coach ?? ''})` })),
    done: acts.find((act) => url.searchParams.get('done') === act) ?? null
  };
};

const twoFields = v.object({ coach: v.pipe(v.string(), v.uuid()) });
const swapFields = v.object({ other: v.pipe(v.string(), v.maxLength(200)) });

async function act<T>({ params, locals }: RequestEvent, work: (...given: Parameters<typeof unpinPair>) => Promise<T>): Promise<T> {
  return locals.asPerson(async (db) => {
    const { round, place } = await requireRound(db, locals, params);
    if (round.status !== 'ready' && round.status !== 'draft') error(409, m.desk_refused());
    return work(db, place, params.coachee);
  });
}

const back = ({ programme, round, coachee }: RequestEvent['params'], done: (typeof acts)[number]) =>
  redirect(303, `/programmes/${programme}/matching/${round}/${coachee}?done=${done}`);

const isId = (text: string) => v.is(v.pipe(v.string(), v.uuid()), text);

export const actions: Actions = {
  pin: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    const problem = await act(event, (db, place, coacheeId) => pinPair(db, place, { coacheeId, coachId: coach }));
    return problem ? fail(422, { problem, other: '' }) : back(event.params, 'pin');
  },

  unpin: async (event) => {
    await act(event, unpinPair);
    return back(event.params, 'unpin');
  },

  exclude: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    const problem = await act(event, (db, place, coacheeId) => excludePair(db, place, { coacheeId, coachId: coach }));
    return problem ? fail(422, { problem, other: '' }) : back(event.params, 'exclude');
  },

  include: async (event) => {
    const { coach } = await readForm(event.request, twoFields);
    await act(event, (db, place, coacheeId) => includePair(db, place, { coacheeId, coachId: coach }));
    return back(event.params, 'include');
  },

  swap: async (event) => {
    const { other } = await readForm(event.request, swapFields);
    const problem = await act(event, async (db, place, coacheeId) => {
      const id = isId(other) ? other : await findCoacheeNamed(db, place, other.trim());
      return id === null ? ('nobody' as const) : swapPairs(db, place, [coacheeId, id]);
    });
    return problem ? fail(422, { problem, other }) : back(event.params, 'swap');
  }
};
