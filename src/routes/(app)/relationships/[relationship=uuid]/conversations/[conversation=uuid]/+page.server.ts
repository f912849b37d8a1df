import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { type Phase, phaseOf } from '#lib/domain/conversation/conversation-phase.ts';
import { parseLookBack } from '#lib/domain/conversation/look-back.ts';
import { longest, parseText } from '#lib/domain/conversation/parse-text.ts';
import { otherHatsOf } from '#lib/domain/hat/hat.ts';
import { m } from '#lib/i18n/m.ts';
import { findEvaluationRule } from '#lib/server/queries/agreements.ts';
import { type Conversation, findConversation } from '#lib/server/queries/conversations.ts';
import { findDeclaredRoles } from '#lib/server/queries/hats.ts';
import { wishes } from '#lib/server/queries/topics.ts';
import { keyOf, readForm, textsOf } from '#lib/server/read-form.ts';
import { requireReading } from '#lib/server/require-pair.ts';
import { readTakenTools } from '#lib/server/use-cases/keep-tool-uses.ts';
import { putTopic, takeTopic } from '#lib/server/use-cases/keep-topics.ts';
import { readLiveNotes } from '#lib/server/use-cases/read-live-notes.ts';
import { handInLookBack } from '#lib/server/use-cases/look-back.ts';
import { closeConversation } from '#lib/server/use-cases/plan-conversation.ts';
import { readTalk } from '#lib/server/use-cases/read-talk.ts';
import type { Actions, PageServerLoad } from './$types';

const parts: readonly Phase[] = ['before', 'during', 'after'];

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const reading = await requireReading(db, locals, params.relationship);
    const talk = await readTalk(db, reading, { id: params.conversation, me: locals.who?.personId ?? '' });
    if (!talk) error(404, m.error_not_found_title());
    const { conversation } = talk;
    const written = await readLiveNotes(db, reading, conversation.id);
    const phase = phaseIn(conversation);
    const evaluation = await findEvaluationRule(db, reading.pair.id);
    const tools = await readTakenTools(db, reading, { conversationId: conversation.id, locale: locals.locale, now: Date.now() });
    const otherHats = reading.pair.side === 'coach' ? otherHatsOf(await findDeclaredRoles(db, reading.pair.id)) : [];
    return {
      pair: reading.pair,
      ...talk,
      mayChangeHat: reading.pair.status === 'active' && conversation.state !== 'cancelled' && otherHats.length > 0,
      evaluation,
      tools,
      written: written?.blocks ?? [],
      mayLookBack: isOver(conversation),
      part: parts.find((part) => part === url.searchParams.get('part')) ?? phase
    };
  });

export const actions: Actions = {
  topic: async ({ params, request, locals }) => {
    const form = Object.fromEntries(await request.formData());
    const parsed = parseText(form['topic'], longest.line);
    const wish = wishes.find((known) => known === form['wish']);
    if ('problem' in parsed || !wish) {
      const problems = { ...('problem' in parsed && { topic: parsed.problem }), ...(!wish && { wish: 'choose' as const }) };
      return fail(422, { problems, values: textsOf(form) });
    }
    await locals.asPerson(async (db) => {
      const reading = await requireReading(db, locals, params.relationship);
      const topic = { conversationId: params.conversation, personId: locals.who?.personId ?? '', text: parsed.text, wish, ...keyOf(form) };
      const talk = await findConversation(db, reading.pair.id, params.conversation);
      if (reading.pair.status !== 'active' || !talk) error(404, m.error_not_found_title());
      await putTopic(db, reading, topic);
    });
    redirect(303, `${here(params)}?part=before#topics`);
  },
  take: async ({ params, request, locals }) => {
    const { topic } = await readForm(request, v.object({ topic: v.pipe(v.string(), v.uuid()) }));
    await locals.asPerson(async (db) => {
      await requireReading(db, locals, params.relationship);
      await takeTopic(db, { conversationId: params.conversation, id: topic });
    });
    redirect(303, `${here(params)}?part=before#topics`);
  },
  hold: async ({ params, locals }) => {
    const isHeld = await locals.asPerson(async (db) => {
      const { pair } = await requireReading(db, locals, params.relationship);
      return closeConversation(db, { pair }, { conversationId: params.conversation, as: 'held', at: new Date() });
    });
    if (!isHeld) error(404, m.error_not_found_title());
    redirect(303, `${here(params)}?part=after`);
  },
  lookBack: async ({ params, request, locals }) => {
    const data = await request.formData();
    const form = Object.fromEntries(data);
    const parsed = parseLookBack(form, data.getAll('legs'));
    if ('problems' in parsed)
      return fail(422, {
        problems: parsed.problems,
        values: {
          ...textsOf(form),
          legs: data
            .getAll('legs')
            .filter((leg) => typeof leg === 'string')
            .join(' ')
        }
      });
    await locals.asPerson(async (db) => {
      const reading = await requireReading(db, locals, params.relationship);
      const talk = await findConversation(db, reading.pair.id, params.conversation);
      if (reading.pair.status !== 'active' || !talk || !isOver(talk)) error(404, m.error_not_found_title());
      await handInLookBack(db, reading, {
        conversationId: params.conversation,
        personId: locals.who?.personId ?? '',
        lookBack: parsed.lookBack
      });
    });
    redirect(303, `${here(params)}?part=after#look-back`);
  }
};

function phaseIn({ state, startsAt, minutes }: Pick<Conversation, 'state' | 'startsAt' | 'minutes'>): Phase {
  return phaseOf({ state, minutes, startsAt: startsAt?.getTime() ?? null }, Date.now());
}

/** Whether there is something to look back on: it was held, or its time has come. */
function isOver(talk: Pick<Conversation, 'state' | 'startsAt' | 'minutes'>): boolean {
  return talk.state === 'held' || (talk.state === 'planned' && phaseIn(talk) !== 'before');
}

function here(params: { relationship: string; conversation: string }): string {
  return `/relationships/${params.relationship}/conversations/${params.conversation}`;
}
