import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { meaningOf, profileLimits } from '#lib/domain/matching/profile.ts';
import type { Change } from '#lib/server/matching/matching-messages.ts';
import { listLanguages } from '#lib/server/queries/match-participants.ts';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { listShortfalls } from '#lib/server/queries/match-summary.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requireRound } from '#lib/server/require-round.ts';
import { findCoachNamed, tryWhatIf } from '#lib/server/use-cases/try-what-if.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** So many names are offered while typing; any other can be typed. */
const mostOffered = 200;

export const load: PageServerLoad = async ({ params, locals }) => {
  const found = await locals.asPerson(async (db) => {
    const { round, programme } = await requireRound(db, locals, params);
    const { people } = await listEligible(db, round, { role: 'coach', search: '', offset: 0, most: mostOffered });
    return {
      round: { id: round.id },
      programme,
      coaches: people.filter(({ isIn }) => isIn),
      languages: await listLanguages(db, round.id),
      shortfalls: await listShortfalls(db, round.id)
    };
  });
  const { words, tags: lists } = locals.house.library.matching;
  const { tags } = words[locals.locale];
  return {
    ...found,
    coaches: [...new Set(found.coaches.map(({ name }) => name))],
    sectors: lists.sector.map((id) => ({ value: id, label: tags[id] ?? id })),
    languages: offerLanguages(found.languages, tags)
  };
};

/** Each meaning once, by what it is called. */
function offerLanguages(languages: readonly string[], titles: Readonly<Record<string, string>>) {
  const meanings = Map.groupBy(languages, meaningOf);
  const offers = [...meanings.values()].flatMap(([value]) => (value === undefined ? [] : [{ value, label: titles[value] ?? value }]));
  return offers.toSorted((one, other) => one.label.localeCompare(other.label));
}

const fields = v.record(v.string(), v.string());
const wholeOf = (text: string | undefined, most: number) =>
  /^\d{1,3}$/u.test(text?.trim() ?? '') && Number(text) <= most ? Number(text) : null;

async function answer({ params, locals }: RequestEvent, values: Record<string, string>, change: Exclude<Change, { kind: 'rules' }>) {
  const { place } = await locals.asPerson((db) => requireRound(db, locals, params));
  return {
    values,
    problem: null,
    asked: change.kind,
    ...(await tryWhatIf({ root: process.cwd(), asPerson: locals.asPerson }, place, change))
  };
}

const mostCoaches = 100;

export const actions: Actions = {
  places: async (event) => {
    const values = await readForm(event.request, fields);
    const { params, locals } = event;
    const coachId = await locals.asPerson(async (db) => {
      const { place } = await requireRound(db, locals, params);
      return findCoachNamed(db, place, (values['coach'] ?? '').trim());
    });
    const places = wholeOf(values['places'], profileLimits.capacity);
    if (coachId === null) return fail(422, { values, problem: 'coach' as const });
    if (places === null) return fail(422, { values, problem: 'places' as const });
    return answer(event, values, { kind: 'places', coachId, places });
  },

  coaches: async (event) => {
    const values = await readForm(event.request, fields);
    const [count, places] = [wholeOf(values['count'], mostCoaches), wholeOf(values['each'], profileLimits.capacity)];
    if (count === null) return fail(422, { values, problem: 'count' as const });
    if (places === null) return fail(422, { values, problem: 'each' as const });
    const { sector } = event.locals.house.library.matching.tags;
    const { params, locals } = event;
    const languages = await locals.asPerson(async (db) => listLanguages(db, (await requireRound(db, locals, params)).round.id));
    return answer(event, values, {
      ...{ kind: 'coaches', count, places },
      sector: sector.find((id) => id === values['sector']) ?? null,
      language: languages.find((language) => language === values['spoken']) ?? null
    });
  }
};
