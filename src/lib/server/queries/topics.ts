import type { PersonDb } from '#lib/server/db.ts';
import type { PairPlace } from './relationships.ts';

/** How somebody would like the other to be with a topic. */
export type Wish = 'listen' | 'ask' | 'think-along' | 'advise';
export const wishes: readonly Wish[] = ['listen', 'ask', 'think-along', 'advise'];

/** What one of the two wants to talk about; sealed, readable by both. */
export type SealedTopic = { id: string; personId: string; body: Buffer; wish: Wish };

/** The topics of a talk, in the order they were put forward. */
export async function listTopics(db: PersonDb, conversationId: string): Promise<SealedTopic[]> {
  const rows = await db
    .selectFrom('topics')
    .select(['id', 'person_id', 'body', 'wish'])
    .where('conversation_id', '=', conversationId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, body: row.body, wish: row.wish }));
}

export async function addTopic(db: PersonDb, talk: PairPlace & { conversationId: string }, topic: SealedTopic): Promise<void> {
  await db
    .insertInto('topics')
    .values({
      organisation_id: talk.organisationId,
      id: topic.id,
      relationship_id: talk.relationshipId,
      conversation_id: talk.conversationId,
      person_id: topic.personId,
      body: topic.body,
      wish: topic.wish
    })
    .onConflict((conflict) => conflict.doNothing()) // the same form sent twice
    .execute();
}

/** Takes one's own topic away; false when it was not one's own. */
export async function removeTopic(db: PersonDb, conversationId: string, id: string): Promise<boolean> {
  const removed = await db.deleteFrom('topics').where('conversation_id', '=', conversationId).where('id', '=', id).executeTakeFirst();
  return removed.numDeletedRows > 0n;
}
