import { fail, redirect } from '@sveltejs/kit';
import { roundState } from '#lib/domain/mirror/round-state.ts';
import { nextSteps } from '#lib/domain/relationship/next-steps.ts';
import { listRounds } from '#lib/server/queries/mirrors.ts';
import { readExpectations } from '#lib/server/use-cases/keep-agreement.ts';
import { openRound } from '#lib/server/use-cases/open-round.ts';
import { readPairFacts } from '#lib/server/use-cases/read-pair-facts.ts';
import { requirePair, requireReading } from '#lib/server/require-pair.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { pair } = reading;
    const facts = await readPairFacts(db, pair);
    const rounds = await listRounds(db, pair.id);
    const now = Date.now();
    return {
      pair,
      steps: nextSteps(facts, pair.side, now),
      talk: facts.talks?.next ?? null,
      expectations: await readExpectations(db, reading),
      dueAt: facts.latestRound ? new Date(facts.latestRound.dueAt) : null,
      rounds: rounds.map((round) => ({
        id: round.id,
        openedAt: round.openedAt,
        dueAt: round.dueAt,
        state: roundState({ ...round, dueAt: round.dueAt.getTime(), isOver: pair.status === 'ended' }, now)
      })),
      instruments: locals.house.library.mirrors.map(({ instrument, words }) => ({ id: instrument.id, title: words[locals.locale].title }))
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
