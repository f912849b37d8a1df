import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { answerProposal, findRelationship } from '#lib/server/queries/relationships.ts';

/** Says yes or no to a proposed pair; when both said yes it starts and both get a mail. Null when there was nothing to answer. */
export async function answerPair(
  db: PersonDb,
  answer: { relationshipId: string; personId: string; accepts: boolean }
): Promise<string | null> {
  const pair = await findRelationship(db, answer.relationshipId, answer.personId);
  if (!pair) return null;
  const status = await answerProposal(db, pair.id, answer.accepts);
  if (status !== 'active') return status;
  const path = `/relationships/${pair.id}`;
  for (const { id } of [pair.coach, pair.coachee])
    await enqueue(db, 'pair-started', { organisationId: pair.organisationId, personId: id, path });
  return status;
}
