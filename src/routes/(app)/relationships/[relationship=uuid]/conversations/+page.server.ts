import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { phaseOf } from '#lib/domain/conversation/conversation-phase.ts';
import { isOverdue, nextInRhythm, parseRhythm, rhythmOf } from '#lib/domain/conversation/rhythm.ts';
import { m } from '#lib/i18n/m.ts';
import {
  type Conversation,
  findRhythm,
  listConversations,
  mayPlan,
  listProposedTimes,
  setRhythm
} from '#lib/server/queries/conversations.ts';
import { readForm } from '#lib/server/read-form.ts';
import { requirePair } from '#lib/server/require-pair.ts';
import { chooseTime } from '#lib/server/use-cases/plan-conversation.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) =>
  locals.asPerson(async (db) => {
    const pair = await requirePair(db, locals, params.relationship);
    const talks = await listConversations(db, pair.id);
    const rhythm = await findRhythm(db, pair.id);
    const days = rhythmOf({ ...rhythm, world: pair.programme.world });
    const last = talks.findLast(({ state }) => state === 'held')?.startsAt ?? pair.startedAt;
    const now = Date.now();
    const isAhead = (talk: Conversation) =>
      talk.state === 'proposed' ||
      (talk.state === 'planned' && phaseOf({ ...talk, startsAt: talk.startsAt?.getTime() ?? null }, now) !== 'after');
    const open = talks.filter(isAhead);
    return {
      pair,
      open,
      past: talks.filter((talk) => !isAhead(talk)).toReversed(),
      times: await listProposedTimes(db, pair.id),
      rhythm: { own: rhythm.pair, days },
      isQuiet: open.length === 0 && last !== null && isOverdue(last.getTime(), days, now),
      next: last === null ? null : new Date(nextInRhythm(last.getTime(), days, now)),
      isJustSaved: url.searchParams.has('rhythm')
    };
  });

const choice = v.object({ conversation: v.pipe(v.string(), v.uuid()), time: v.pipe(v.string(), v.uuid()) });

export const actions: Actions = {
  choose: async ({ params, request, locals }) => {
    const { conversation, time } = await readForm(request, choice);
    const { who } = locals;
    if (!who) error(404, m.error_not_found_title());
    const isChosen = await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      if (!(await mayPlan(db, pair.id))) redirect(303, `/relationships/${pair.id}/conversations/new`);
      return chooseTime(db, { pair, personId: who.personId, timeZone: who.timeZone }, { conversationId: conversation, timeId: time });
    });
    if (!isChosen) return fail(409, { isGone: true, rhythm: null });
    redirect(303, `/relationships/${params.relationship}/conversations/${conversation}`);
  },
  rhythm: async ({ params, request, locals }) => {
    const { rhythm } = await readForm(request, v.object({ rhythm: v.string() }));
    const days = parseRhythm(rhythm);
    if (days === null && rhythm.trim() !== '') return fail(422, { isGone: false, rhythm });
    await locals.asPerson(async (db) => {
      const pair = await requirePair(db, locals, params.relationship);
      if (pair.status !== 'active') error(404, m.error_not_found_title());
      await setRhythm(db, placeOf(pair), days);
    });
    redirect(303, `/relationships/${params.relationship}/conversations?rhythm`);
  }
};
