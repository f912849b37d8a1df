import type { PairFacts } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findAgreementFacts } from '#lib/server/queries/agreements.ts';
import { isDeclared } from '#lib/server/queries/hats.ts';
import { listReleases, listRounds } from '#lib/server/queries/mirrors.ts';
import { listNeeds } from '#lib/server/queries/needs.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import { readAcquaintanceFacts } from './offer-ways.ts';
import { readTalkFacts } from './read-talk-facts.ts';

/** Where a pair stands for the acting person; nothing of what anybody wrote or answered is opened. */
export async function readPairFacts(
  db: PersonDb,
  pair: Relationship
): Promise<PairFacts & { latestRound: (NonNullable<PairFacts['latestRound']> & { openedAt: Date }) | null }> {
  const base = {
    status: pair.status,
    iAccepted: pair.iAccepted,
    isDeclared: await isDeclared(db, pair.id),
    needIntervalDays: pair.programme.needIntervalDays
  };
  if (pair.status !== 'active') return { ...base, latestRound: null, needsAskedAt: null, offer: null, agreement: null, talks: null };
  const needs = pair.side === 'coachee' ? await listNeeds(db, pair.id) : [];
  const { newest, isSignedByMe, isSignedByOther } = await findAgreementFacts(db, pair.id);
  return {
    ...base,
    latestRound: await readLatestRound(db, pair),
    needsAskedAt: needs.at(-1)?.askedAt.getTime() ?? null,
    offer: (await readAcquaintanceFacts(db, pair)).offer,
    agreement: { isWritten: newest !== null, isSignedByMe, isSignedByOther },
    talks: await readTalkFacts(db, pair, Date.now())
  };
}

async function readLatestRound(db: PersonDb, pair: Relationship) {
  const round = (await listRounds(db, pair.id)).at(-1);
  if (!round) return null;
  const isReleaseDecided = (await listReleases(db, pair.id)).some((release) => release.mirrorId === round.id);
  return { ...round, dueAt: round.dueAt.getTime(), isReleaseDecided };
}
