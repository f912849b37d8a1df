import { phaseOf } from '#lib/domain/conversation/conversation-phase.ts';
import { isOverdue, rhythmOf } from '#lib/domain/conversation/rhythm.ts';
import type { TalkFacts } from '#lib/domain/conversation/talk-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { type Conversation, findRhythm, listConversations, listProposedTimes } from '#lib/server/queries/conversations.ts';
import { listLookBacks } from '#lib/server/queries/look-backs.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** Where the talks of a pair stand for the acting person; nothing that anybody wrote is opened. */
export async function readTalkFacts(db: PersonDb, pair: Relationship, now: number): Promise<TalkFacts> {
  const talks = await listConversations(db, pair.id);
  const looked = new Set(
    (await listLookBacks(db, pair.id)).filter(({ role }) => role === pair.side).map(({ conversationId }) => conversationId)
  );
  const isOver = (talk: Conversation) => phaseOf({ ...talk, startsAt: talk.startsAt?.getTime() ?? null }, now) === 'after';
  const next = talks.find((talk) => talk.state === 'planned' && !isOver(talk));
  const over = talks.findLast((talk) => talk.state === 'held' || (talk.state === 'planned' && isOver(talk)));
  const days = rhythmOf({ ...(await findRhythm(db, pair.id)), world: pair.programme.world });
  const last = (over?.startsAt ?? pair.startedAt)?.getTime() ?? null;
  return {
    next: dated(next),
    proposed: await findProposed(db, pair, talks),
    lookBackOn: over && !looked.has(over.id) ? dated(over) : null,
    isQuiet: !next && last !== null && isOverdue(last, days, now),
    hasTalked: talks.some(({ state }) => state === 'held')
  };
}

async function findProposed(db: PersonDb, pair: Relationship, talks: readonly Conversation[]): Promise<TalkFacts['proposed']> {
  const proposed = talks.find(({ state }) => state === 'proposed');
  if (!proposed) return null;
  const me = pair.side === 'coach' ? pair.coach.id : pair.coachee.id;
  const times = await listProposedTimes(db, pair.id);
  return { id: proposed.id, isMine: times.some(({ conversationId, proposedBy }) => conversationId === proposed.id && proposedBy === me) };
}

function dated(talk: Conversation | undefined): { id: string; startsAt: number } | null {
  return talk?.startsAt ? { id: talk.id, startsAt: talk.startsAt.getTime() } : null;
}
