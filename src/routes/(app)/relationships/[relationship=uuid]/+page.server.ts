import { fail, redirect } from '@sveltejs/kit';
import { nextSteps } from '#lib/domain/relationship/next-steps.ts';
import { openRound } from '#lib/server/use-cases/open-round.ts';
import { readPairFacts } from '#lib/server/use-cases/read-pair-facts.ts';
import { readRounds } from '#lib/server/use-cases/read-rounds.ts';
import { requirePair, requireReading } from '#lib/server/require-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const facts = await readPairFacts(db, reading.pair);
    const rounds = await readRounds(db, reading);
    const dueAt = facts.latestRound ? new Date(facts.latestRound.dueAt) : null;
    const instruments = locals.house.library.mirrors.map(({ instrument, words }) => ({
      id: instrument.id,
      title: words[locals.locale].title
    }));
    return {
      pair: reading.pair,
      steps: nextSteps(facts, reading.pair.side, Date.now()),
      dueAt,
      rounds: rounds.map(({ id, state, openedAt, dueAt: due }) => ({ id, state, openedAt, dueAt: due })),
      chair: rounds.at(-1)?.chair ?? null,
      instruments
    };
  });

export const actions: Actions = {
  openMirror: async ({ params, request, locals }) => {
    const wanted = (await request.formData()).get('instrument');
    const { mirrors } = locals.house.library;
    const instrument = (mirrors.find((entry) => entry.instrument.id === wanted) ?? mirrors[0])?.instrument.id ?? '';
    const opened = await locals.asPerson(async (db) => openRound(db, await requirePair(db, locals, params.relationship), instrument));
    if (!opened) return fail(409, { isOpenAlready: true });
    redirect(303, `/relationships/${opened.relationshipId}/mirrors/${opened.id}`);
  }
};
