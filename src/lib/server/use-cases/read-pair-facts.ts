import type { PairFacts } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { listReleases, listRounds } from '#lib/server/queries/mirrors.ts';
import { listNeeds } from '#lib/server/queries/needs.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** Where a pair stands for the acting person; nothing of what anybody answered is opened. */
export async function readPairFacts(
  db: PersonDb,
  pair: Relationship
): Promise<PairFacts & { latestRound: (NonNullable<PairFacts['latestRound']> & { openedAt: Date }) | null }> {
  const base = { status: pair.status, iAccepted: pair.iAccepted, needIntervalDays: pair.programme.needIntervalDays };
  if (pair.status !== 'active') return { ...base, latestRound: null, needsAskedAt: null };
  const round = (await listRounds(db, pair.id)).at(-1);
  const isReleaseDecided = (await listReleases(db, pair.id)).some((release) => release.mirrorId === round?.id);
  const needs = pair.side === 'coachee' ? await listNeeds(db, pair.id) : [];
  return {
    ...base,
    latestRound: round ? { ...round, dueAt: round.dueAt.getTime(), isReleaseDecided } : null,
    needsAskedAt: needs.at(-1)?.askedAt.getTime() ?? null
  };
}
