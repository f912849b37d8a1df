import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findListed, listCoachees } from '#lib/server/queries/match-follow.ts';
import { listCoaches } from '#lib/server/queries/match-people.ts';
import { labelMember } from '#lib/server/queries/programmes.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { excludePair, includePair, pinPair, readShortList, swapPairs, unpinPair } from '#lib/server/use-cases/match-round.ts';
import { findCoachMeant } from '#lib/server/use-cases/pair-by-name.ts';
import { findCoacheeNamed, readAsked } from '#lib/server/use-cases/read-coachee.ts';
import { sealForMatch } from '#lib/server/use-cases/seal-for-match.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Up to so many coaches, or others to swap with, are chosen from a list; where there are more, the name is typed. */
const mostOffered = 200;

/** What the page may say was just done. */
const acts = ['pin', 'unpin', 'exclude', 'include', 'swap'] as const;

/** What is known of a coachee before the round is worked out: what an earlier run found no longer holds. */
const nothing = { list: [], full: [], shortfalls: [] };

/** The coaches of a round to choose from. */
async function offerCoaches(db: PersonDb, roundId: string, coacheeId: string) {
  const { coaches, count } = await listCoaches(db, roundId, mostOffered);
  const others = coaches.filter(({ personId }) => personId !== coacheeId);
  return { isTyped: count > mostOffered, coaches: others.map((one) => ({ value: one.personId, label: labelMember(one) })) };
}

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const found = await locals.asPerson(async (db) => {
    const { round, programme, place } = await requireRound(db, locals, params);
    const shortList = await readShortList(db, place, params.coachee);
    const own = await findListed(db, round, params.coachee);
    if (!shortList || !own) error(404, m.error_not_found_title());
    const asked = await readAsked(db, { seal: sealForMatch(locals.house.ring, place), place }, params.coachee);
    const others = await listCoachees(db, round, { search: '', only: null, offset: 0, most: mostOffered });
    const known = round.status === 'draft' || round.status === 'running' ? { ...shortList, ...nothing } : shortList;
    return { round, programme, ...known, own, asked, others, offered: await offerCoaches(db, round.id, params.coachee) };
  });
  const swappable = found.others.coachees.filter(
    ({ id, coachId }) => coachId !== null && coachId !== found.own.coachId && id !== found.own.id
  );
  return {
    ...found,
    titles: locals.house.library.matching.words[locals.locale].tags,
    isOut: found.round.status === 'published' || found.round.status === 'closed',
    isTyped: found.others.count > mostOffered,
    others: swappable.map(({ id, name, coach }) => ({ value: id, name, label: `${name} (${coach ?? ''})` })),
    done: acts.find((act) => url.searchParams.get('done') === act) ?? null
  };
};

const twoFields = v.object({ coach: v.pipe(v.string(), v.uuid()) });
const namedFields = v.object({ named: v.pipe(v.string(), v.maxLength(600)) });
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

/** Pins or excludes the coach whose name or address was given. `unclear`: why it is not clear who is meant. */
async function actOnNamed(event: RequestEvent, work: typeof pinPair, done: 'pin' | 'exclude') {
  const { named } = await readForm(event.request, namedFields);
  const { unclear, problem } = await act(event, async (db, place, coacheeId) => {
    const meant = await findCoachMeant(db, place.roundId, named);
    if ('problem' in meant) return { unclear: meant, problem: null };
    return { unclear: null, problem: await work(db, place, { coacheeId, coachId: meant.personId }) };
  });
  return unclear || problem ? fail(422, { named, unclear, problem, other: '' }) : back(event.params, done);
}

export const actions: Actions = {
  pinNamed: (event) => actOnNamed(event, pinPair, 'pin'),

  excludeNamed: (event) => actOnNamed(event, excludePair, 'exclude'),

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
