import { scoreLegs } from '#lib/domain/mirror/score-legs.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { releaseMirror, type ReleaseLevel } from '#lib/server/queries/mirrors.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { placeOf } from './answer-mirror.ts';
import { type PairReading, readRounds, type ReleasedScores, releasePlace, type RoundView } from './read-rounds.ts';

/** The coachee decides what the coach sees of a round, with the needs of that round and no later ones (C4, C17). False when there is nothing to release yet, or when the pair ended and the coach sees nothing any more (C28). */
export async function decideRelease(
  db: PersonDb,
  reading: PairReading,
  decision: { mirrorId: string; level: ReleaseLevel }
): Promise<boolean> {
  const { pair, seal, library } = reading;
  const round = (await readRounds(db, reading)).find((candidate) => candidate.id === decision.mirrorId);
  if (pair.side !== 'coachee' || pair.status !== 'active' || round?.state !== 'complete' || !round.received) return false;
  const scores: ReleasedScores = {
    received: scoreLegs(library.mirror(round.instrument).instrument, round.received),
    needs: round.needs,
    needsAskedAt: round.needsAskedAt?.toISOString() ?? null
  };
  const sealed = decision.level === 'nothing' ? null : seal.seal(releasePlace(round.id), JSON.stringify(scores));
  await releaseMirror(db, placeOf(pair, round.id), { level: decision.level, scores: sealed });
  if (decision.level !== 'nothing') await tellCoach(db, pair, round);
  return true;
}

/** A mail when there is something to see and there was nothing before; that nothing is shared is never told (C17). */
async function tellCoach(db: PersonDb, pair: Relationship, { id: mirrorId, release }: RoundView): Promise<void> {
  if (release !== null && release.level !== 'nothing') return;
  const path = `/relationships/${pair.id}/mirrors/${mirrorId}`;
  await enqueue(db, 'mirror-shared', { organisationId: pair.organisationId, personId: pair.coach.id, path });
}
