import { elements, type Element } from '#lib/domain/conversation/elements.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listConversations, listProposedTimes, type ProposedTime } from '#lib/server/queries/conversations.ts';
import { findConversationRules } from '#lib/server/queries/programmes.ts';
import { type Action, readActions } from './keep-actions.ts';
import { type Goal, readGoals } from './keep-goals.ts';
import { type Note, readNotes } from './keep-notes.ts';
import { readTopics, type Topic } from './keep-topics.ts';
import { type LookBackView, readLookBack } from './look-back.ts';
import { type OpenConversation, readConversation } from './plan-conversation.ts';
import type { PairReading } from './read-rounds.ts';

/** Everything around one talk, as one of the two may read it. */
export type Talk = {
  conversation: OpenConversation;
  times: readonly ProposedTime[];
  topics: readonly Topic[];
  /** The programme's own words for the three elements (C34); null: the usual ones. */
  elements: readonly { element: Element; words: string | null }[];
  goals: readonly Goal[];
  actions: readonly Action[];
  /** Moments noted since the talk before this one. */
  moments: readonly Note[];
  preparation: Note | null;
  notes: readonly Note[];
  lookBack: LookBackView;
  /** The next talk of the pair that is planned; null: none. */
  nextAt: Date | null;
};

/** Reads a talk; null when there is none. What the other shared is marked as read (S4). */
export async function readTalk(db: PersonDb, reading: PairReading, wanted: { id: string; me: string }): Promise<Talk | null> {
  const conversation = await readConversation(db, reading, wanted.id);
  if (!conversation) return null;
  const talks = await listConversations(db, reading.pair.id);
  const since = talks.findLast(({ state, startsAt }) => state === 'held' && isBefore(startsAt, conversation.startsAt))?.startsAt ?? null;
  const isMoment = ({ kind, writtenAt }: Pick<Note, 'kind' | 'writtenAt'>) => kind === 'moment' && isBefore(since, writtenAt);
  const isShown = (note: Omit<Note, 'text'>) => note.deletedAt === null && (note.conversationId === conversation.id || isMoment(note));
  const notes = (await readNotes(db, reading, { me: wanted.me, isShown })).toReversed();
  const ofTalk = notes.filter(({ conversationId }) => conversationId === conversation.id);
  const { elements: ownWords } = await findConversationRules(db, reading.pair.programme.id);
  return {
    conversation,
    times: (await listProposedTimes(db, reading.pair.id)).filter(({ conversationId }) => conversationId === conversation.id),
    topics: await readTopics(db, reading, conversation.id),
    elements: elements.map((element) => ({ element, words: ownWords[element] ?? null })),
    goals: await readGoals(db, reading),
    actions: await readActions(db, reading),
    moments: notes.filter(isMoment),
    preparation: ofTalk.find(({ kind, personId }) => kind === 'preparation' && personId === wanted.me) ?? null,
    notes: ofTalk.filter(({ kind }) => kind === 'note'),
    lookBack: await readLookBack(db, reading, conversation.id),
    nextAt:
      talks.find(({ id, state, startsAt }) => id !== conversation.id && state === 'planned' && isBefore(new Date(), startsAt))?.startsAt ??
      null
  };
}

/** Whether one moment lies before another; without a date everything lies before it. */
function isBefore(one: Date | null, other: Date | null): boolean {
  return one === null || other === null || one < other;
}
