import type { PersonDb } from '#lib/server/db.ts';
import { findConversation } from '#lib/server/queries/conversations.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** What happened to a talk. */
export type ConversationNews = 'proposed' | 'planned' | 'moved' | 'cancelled';

const dayMs = 24 * 60 * 60 * 1000;

/** Tells both of a pair by mail what happened to their talk; whoever did it gets it too, for the calendar. Reminds a day before. */
export async function announceConversation(
  db: PersonDb,
  { pair, conversationId }: { pair: Relationship; conversationId: string },
  news: ConversationNews
): Promise<void> {
  const talk = await findConversation(db, pair.id, conversationId);
  if (!talk) return;
  const wasNeverPlanned = talk.state === 'proposed' && talk.changes === 0;
  const receivers = wasNeverPlanned ? [pair.other] : [pair.coach, pair.coachee];
  const path = `/relationships/${pair.id}/conversations/${conversationId}`;
  for (const { id } of receivers) {
    const notice = { organisationId: pair.organisationId, personId: id, path, conversationId, changes: talk.changes };
    await enqueue(db, `conversation-${news}`, notice);
    const remindAt = talk.state === 'planned' && talk.startsAt ? talk.startsAt.getTime() - dayMs : 0;
    if (remindAt > Date.now()) await enqueue(db, 'conversation-reminder', { ...notice, dueAt: new Date(remindAt).toISOString() });
  }
}
