import type { Hat } from '#lib/domain/hat/hat.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { type Conversation, setTalkHat } from '#lib/server/queries/conversations.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** What the coach does: which hat is on in which talk. */
export type TalkHat = { pair: Relationship; conversation: Pick<Conversation, 'id' | 'hat'>; hat: Hat };

/** Puts a hat on a talk, and says so to the coachee (C12). False when it was not declared, or somebody else asks. */
export async function putHatOnTalk(db: PersonDb, { pair, conversation, hat }: TalkHat): Promise<boolean> {
  if (conversation.hat === hat) return true;
  if (!(await setTalkHat(db, { id: conversation.id, relationshipId: pair.id, hat }))) return false;
  const path = `/relationships/${pair.id}/conversations/${conversation.id}`;
  await enqueue(db, 'conversation-hat', { organisationId: pair.organisationId, personId: pair.coachee.id, path });
  return true;
}
