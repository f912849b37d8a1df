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
  const status = (await answerProposal(db, pair.id, answer.accepts)) as AnsweredPair | null; // what the function of the database answers
  if (status) await follow(db, pair, { status, wasAsked });
  return status;
}

async function isUnread(db: PersonDb, pair: Relationship, readDeclaredAt: string | null): Promise<boolean> {
  const latest = (await listDeclarations(db, pair.id)).at(-1);
  return pair.side === 'coachee' && latest !== undefined && latest.declaredAt.toISOString() !== readDeclaredAt;
}

/**
 * What comes of an answer: both hear that it begins; others may have to go on to a next choice; and a coachee who is to read first what the
 * coach said anew hears that there is something to read (C14).
 */
async function follow(db: PersonDb, pair: Relationship, { status, wasAsked }: { status: AnsweredPair; wasAsked: boolean }): Promise<void> {
  const { organisationId, id, coachee } = pair;
  if (status === 'active') await tellBoth(db, pair);
  if (status === 'active' || (wasAsked && (status === 'declined' || status === 'full'))) await enqueue(db, 'match-answer', placeOf(pair));
  if (wasAsked && status === 'proposed' && pair.side === 'coach')
    await enqueue(db, 'pair-proposed', { organisationId, personId: coachee.id, path: `/relationships/${id}/proposal` });
}

async function tellBoth(db: PersonDb, pair: Relationship): Promise<void> {
  const path = `/relationships/${pair.id}`;
  for (const { id } of [pair.coach, pair.coachee])
    await enqueue(db, 'pair-started', { organisationId: pair.organisationId, personId: id, path });
}
