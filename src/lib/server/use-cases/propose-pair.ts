import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { addProposedPair, mayPair, type NewPair } from '#lib/server/queries/programme-pairs.ts';

/** A coordinator links a coach and a coachee; both are told and both must accept before it starts. */
export async function proposePair(db: PersonDb, pair: NewPair): Promise<'proposed' | 'already' | 'not-possible'> {
  if (pair.coachId === pair.coacheeId || !(await mayPair(db, pair))) return 'not-possible';
  if (!(await addProposedPair(db, pair))) return 'already';
  for (const personId of [pair.coachId, pair.coacheeId]) {
    await enqueue(db, 'pair-proposed', { organisationId: pair.organisationId, personId, path: '/home' });
  }
  return 'proposed';
}
