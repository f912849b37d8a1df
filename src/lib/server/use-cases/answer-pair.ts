import type { Declaration } from '#lib/domain/hat/hat.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { addDeclaration, listDeclarations } from '#lib/server/queries/hats.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { isAsked } from '#lib/server/queries/match-asks.ts';
import { placeOf, answerProposal, findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';

/** An answer to a proposal. A coach who says yes declares other roles; a coachee who says yes names the declaration that was read. */
export type PairAnswer = { relationshipId: string; personId: string } & (
  { accepts: false } | { accepts: true; declaration: Declaration | null; readDeclaredAt: string | null }
);

/**
 * What came of an answer. `undeclared`: the coach has not said what else he or she is; `unread`: something else has been said since;
 * `full`: the coach was asked through the match and has no place left. */
export type AnsweredPair = 'undeclared' | 'unread' | 'full' | 'proposed' | 'declined' | 'active';

/**
 * Says yes or no to a proposed pair; when both said yes it starts and both get a mail. Null when there was nothing to answer.
 * Nobody accepts before the coach has declared, nor a coachee what was not on the page (C12, C14).
 */
export async function answerPair(db: PersonDb, answer: PairAnswer): Promise<AnsweredPair | null> {
  const pair = await findRelationship(db, answer.relationshipId, answer.personId);
  if (pair?.status !== 'proposed') return null;
  if (answer.accepts && (await isUnread(db, pair, answer.readDeclaredAt))) return 'unread';
  if (answer.accepts && answer.declaration && pair.side === 'coach') await addDeclaration(db, placeOf(pair), answer.declaration);
  const wasAsked = await isAsked(db, pair.id);
  const status = await answerProposal(db, pair.id, answer.accepts);
  if (status === 'active' || status === 'declined') await follow(db, pair, { hasBegun: status === 'active', wasAsked });
  return status as AnsweredPair | null; // what the function of the database answers
}

async function isUnread(db: PersonDb, pair: Relationship, readDeclaredAt: string | null): Promise<boolean> {
  const latest = (await listDeclarations(db, pair.id)).at(-1);
  return pair.side === 'coachee' && latest !== undefined && latest.declaredAt.toISOString() !== readDeclaredAt;
}

/** What comes of an answer: both hear that it begins; of who was asked through the match, others may have to go on to a next choice. */
async function follow(db: PersonDb, pair: Relationship, { hasBegun, wasAsked }: { hasBegun: boolean; wasAsked: boolean }): Promise<void> {
  if (hasBegun) await tellBoth(db, pair);
  if (wasAsked) await enqueue(db, 'match-answer', placeOf(pair));
}

async function tellBoth(db: PersonDb, pair: Relationship): Promise<void> {
  const path = `/relationships/${pair.id}`;
  for (const { id } of [pair.coach, pair.coachee])
    await enqueue(db, 'pair-started', { organisationId: pair.organisationId, personId: id, path });
}
