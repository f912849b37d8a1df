import type { PersonDb } from '#lib/server/db.ts';
import { findEarlier, listMoved } from '#lib/server/queries/match-earlier.ts';
import { listDifferent, readFigures } from '#lib/server/queries/match-pictures.ts';
import { listRounds } from '#lib/server/queries/match-rounds.ts';

/** In the place of the id of another round: the run before the last of the same one. */
export const earlierRun = 'earlier';

/** What a round can be laid beside: its own run before, if there was one, and the other rounds that were worked out, the newest first. */
async function listOthers(db: PersonDb, programmeId: string, roundId: string) {
  const earlier = await findEarlier(db, roundId);
  const rounds = (await listRounds(db, programmeId)).filter(({ id, runAt }) => id !== roundId && runAt !== null);
  return [
    ...(earlier ? [{ id: earlierRun, createdAt: null, figures: earlier }] : []),
    ...rounds.map(({ id, createdAt }) => ({ id, createdAt, figures: null }))
  ];
}

/**
 * A round beside another or its own run before (`asked`; null: the first there is), and a page of who has not the same coach in both.
 * `there` null: nothing to lay it beside. Undefined: what was asked is not there.
 */
export async function compareRuns(
  db: PersonDb,
  { programmeId, roundId }: { programmeId: string; roundId: string },
  { asked, ...part }: { asked: string | null; offset: number; most: number }
) {
  const others = await listOthers(db, programmeId, roundId);
  const other = asked === null ? others[0] : others.find(({ id }) => id === asked);
  if (asked !== null && !other) return undefined;
  const here = await readFigures(db, roundId);
  if (!other) return { here, others, there: null };
  const different =
    other.id === earlierRun ? await listMoved(db, roundId, part) : await listDifferent(db, { here: roundId, there: other.id, ...part });
  return { here, others, there: { ...other, figures: other.figures ?? (await readFigures(db, other.id)), different } };
}
