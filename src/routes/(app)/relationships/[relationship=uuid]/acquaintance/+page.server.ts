import { error, fail, redirect } from '@sveltejs/kit';
import { longestProposal, parseOfferAnswer } from '#lib/domain/acquaintance/parse-offer-answer.ts';
import { longestWay, parseOffer } from '#lib/domain/acquaintance/parse-offer.ts';
import { parseWords } from '#lib/domain/acquaintance/parse-words.ts';
import { m } from '#lib/i18n/m.ts';
import { textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { answerOffer, chosenWay, offerWays, readLatestOffer, wayInWords } from '#lib/server/use-cases/offer-ways.ts';
import { readLearnings, tellLearning } from '#lib/server/use-cases/tell-learning.ts';
import type { Actions, PageServerLoad } from './$types';

/** In characters. Proposal of ours. */
const longestLearning = 1_000;
/** Why an answer to an offer is not taken; `stale`: there is a newer offer, or an answer already. */
type ChooseProblem = 'unchosen' | 'missing' | 'long' | 'stale';
/** How many fields a coach has for ways of one's own. */
const ownFields = ['own-1', 'own-2', 'own-3'] as const;

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { ways, words } = locals.house.library.acquaintance;
    const spoken = words[locals.locale];
    const offer = await readLatestOffer(db, reading);
    return {
      pair: reading.pair,
      // sorted by name: an order that nobody chose
      ways: ways
        .map((id) => ({ id, ...wayInWords({ kind: 'written', id }, spoken) }))
        .sort((a, b) => a.title.localeCompare(b.title, locals.locale)),
      ownFields,
      offer: offer && {
        id: offer.id,
        ways: offer.ways.map((way) => wayInWords(way, spoken)),
        offeredAt: offer.offeredAt,
        answer: offer.answer?.kind ?? null,
        chosen: chosenWay(offer, spoken)
      },
      learnings: await readLearnings(db, reading),
      isLearningSaved: url.searchParams.has('learning')
    };
  });

export const actions: Actions = {
  offer: async ({ params, request, locals }) => {
    const sent = await request.formData();
    const [ticked, values] = [sent.getAll('way').filter((id) => typeof id === 'string'), textsOf(Object.fromEntries(sent))];
    const parsed = parseOffer({ ticked, own: ownFields.map((field) => values[field] ?? '') }, locals.house.library.acquaintance.ways);
    if ('problem' in parsed) return fail(422, { offer: { problem: parsed.problem, longest: longestWay, ticked, values } });
    const isOffered = await locals.asPerson(async (db) =>
      offerWays(db, await requireReading(db, locals, params.relationship), parsed.ways)
    );
    if (!isOffered) error(404, m.error_not_found_title());
    redirect(303, `/relationships/${params.relationship}/acquaintance`);
  },
  choose: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const problem = await locals.asPerson(async (db): Promise<ChooseProblem | null> => {
      const reading = await requireReading(db, locals, params.relationship);
      const offer = await readLatestOffer(db, reading);
      if (reading.pair.side !== 'coachee' || !offer) error(404, m.error_not_found_title());
      if (offer.id !== values['offer']) return 'stale';
      const parsed = parseOfferAnswer({ choice: values['choice'], other: values['other'] }, offer.ways.length);
      if ('problem' in parsed) return parsed.problem;
      return (await answerOffer(db, reading, { offerId: offer.id, answer: parsed.answer })) ? null : 'stale';
    });
    if (problem) return fail(422, { choose: { problem, longest: longestProposal, values } });
    redirect(303, `/relationships/${params.relationship}/acquaintance`);
  },
  learn: async ({ params, request, locals }) => {
    const values = textsOf(Object.fromEntries(await request.formData()));
    const parsed = parseWords(values['learning'], longestLearning);
    if ('problem' in parsed && parsed.problem === 'long') return fail(422, { learn: { longest: longestLearning, values } });
    const learning = 'words' in parsed ? { text: parsed.words, isShown: values['shown'] === 'on' } : null;
    const isTold = await locals.asPerson(async (db) => tellLearning(db, await requireReading(db, locals, params.relationship), learning));
    if (!isTold) error(404, m.error_not_found_title());
    redirect(303, `/relationships/${params.relationship}/acquaintance?learning#learning-title`);
  }
};
