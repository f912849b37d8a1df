import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseWords } from '#lib/domain/acquaintance/parse-words.ts';
import { cardDepths } from '#lib/domain/acquaintance/question-card.ts';
import { m } from '#lib/i18n/m.ts';
import { removeCardAnswer } from '#lib/server/queries/question-cards.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requirePair, requireReading } from '#lib/server/require-pair.ts';
import { cardPlace, drawCard, readTable, writeCardAnswer } from '#lib/server/use-cases/play-cards.ts';
import type { Actions, PageServerLoad } from './$types';

/** In characters. Proposal of ours. */
const longestAnswer = 1_500;

export const load: PageServerLoad = async ({ params, locals }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const { card, answers } = await readTable(db, reading);
    const words = locals.house.library.acquaintance.deck.words[locals.locale];
    const questionOf = (id: string) => words.cards[id] ?? m.acquaintance_cards_gone();
    const written = [...Map.groupBy(answers, (answer) => answer.card)].reverse();
    return {
      pair: reading.pair,
      piles: cardDepths.map((depth, index) => ({ depth, pips: index + 1, ...words.depths[depth] })),
      card: card && {
        id: card.id,
        question: questionOf(card.id),
        depth: words.depths[card.depth].name,
        pips: cardDepths.indexOf(card.depth) + 1,
        answers: answers.filter((answer) => answer.card === card.id)
      },
      earlier: written.filter(([id]) => id !== card?.id).map(([id, list]) => ({ id, question: questionOf(id), answers: list }))
    };
  });

export const actions: Actions = {
  draw: async ({ params, request, locals }) => {
    const { depth } = await readForm(request, v.object({ depth: v.picklist(cardDepths) }));
    const isDrawn = await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      return drawCard(db, { pair, library: locals.house.library }, depth);
    });
    if (!isDrawn) error(404, m.error_not_found_title());
    redirect(303, `/relationships/${params.relationship}/acquaintance/cards#card`);
  },
  write: async ({ params, request, locals }) => {
    const { card, answer } = await readForm(request, v.object({ card: v.string(), answer: v.string() }));
    const parsed = parseWords(answer, longestAnswer);
    if ('problem' in parsed) return fail(422, { card, answer, problem: parsed.problem, longest: longestAnswer });
    const isWritten = await locals.asPerson(async (db) =>
      writeCardAnswer(db, await requireReading(db, locals, params.relationship), { card, text: parsed.words })
    );
    if (!isWritten) error(404, m.error_not_found_title());
    redirect(303, `/relationships/${params.relationship}/acquaintance/cards#${card}`);
  },
  remove: async ({ params, request, locals }) => {
    const { card } = await readForm(request, v.object({ card: v.string() }));
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      await removeCardAnswer(db, cardPlace(pair), card);
    });
    redirect(303, `/relationships/${params.relationship}/acquaintance/cards`);
  }
};
