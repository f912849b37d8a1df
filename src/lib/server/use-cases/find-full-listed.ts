import { findBetterListed } from '#lib/domain/matching/find-full-coaches.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listFull } from '#lib/server/queries/match-participants.ts';
import { listPins, type Result } from '#lib/server/queries/match-results.ts';

/**
 * The coaches on the list of a coachee who fit better than the one assigned and whose places all went to others; nothing says to whom. None
 * while the coachee is pinned, which a swap does too: that was no matter of places.
 */
export async function findFullListed(
  db: PersonDb,
  { roundId, coacheeId }: { roundId: string; coacheeId: string },
  { list, share }: { list: readonly Result[]; share: number }
): Promise<string[]> {
  const isPinned = (await listPins(db, roundId)).some((pin) => pin.coacheeId === coacheeId);
  const listed = list.filter(({ why }) => why !== 'full');
  const better = isPinned || list.length === 0 ? [] : findBetterListed(listed, share);
  return listFull(db, roundId, better);
}
