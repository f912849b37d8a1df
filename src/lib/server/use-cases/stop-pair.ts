import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { endRelationship, findRelationship } from '#lib/server/queries/relationships.ts';

/**
 * Stops a pair at once, without a reason (C28), and tells the other by mail: nobody should find out at a closed door. False
 * when there was none to stop. A former coachee is led to what stays readable, a former coach to the home page.
 */
export async function stopPair(db: PersonDb, relationshipId: string, me: string): Promise<boolean> {
  const pair = await findRelationship(db, relationshipId, me);
  if (!pair || !(await endRelationship(db, relationshipId))) return false;
  const path = pair.side === 'coach' ? `/relationships/${pair.id}` : '/home';
  await enqueue(db, 'pair-stopped', { organisationId: pair.organisationId, personId: pair.other.id, path });
  return true;
}
