import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addTopic, listTopics, removeTopic, type Wish } from '#lib/server/queries/topics.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** What one of the two wants to talk about. */
export type Topic = { id: string; personId: string; text: string; wish: Wish };

/** The topics of a talk, as they were put forward by both. */
export async function readTopics(db: PersonDb, { seal }: PairReading, conversationId: string): Promise<Topic[]> {
  const topics = await listTopics(db, conversationId);
  return topics.map(({ id, personId, body, wish }) => ({ id, personId, wish, text: seal.open(sealedAt(id), body) }));
}

/** Puts a topic on the table, with how the other may be there for it. Both may (C9). */
export async function putTopic(
  db: PersonDb,
  { pair, seal }: PairReading,
  { id = newId(), ...topic }: { conversationId: string; personId: string; text: string; wish: Wish; id?: string }
): Promise<void> {
  const talk = { ...placeOf(pair), conversationId: topic.conversationId };
  await addTopic(db, talk, { id, personId: topic.personId, wish: topic.wish, body: seal.seal(sealedAt(id), topic.text) });
}

/** Takes one's own topic back. */
export async function takeTopic(db: PersonDb, topic: { conversationId: string; id: string }): Promise<void> {
  await removeTopic(db, topic.conversationId, topic.id);
}

function sealedAt(id: string) {
  return { table: 'topics', row: id, column: 'body' };
}
