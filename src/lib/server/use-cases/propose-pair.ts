import { barrierOf, findBarriers } from '#lib/domain/matching/find-barriers.ts';
import type { PinProblem } from '#lib/domain/matching/find-pin-problems.ts';
import { emptyBackground, emptyProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { gatherNames } from '#lib/server/matching/gather-names.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { findBackground, findProfile } from '#lib/server/queries/match-profiles.ts';
import { listBans } from '#lib/server/queries/match-results.ts';
import { addProposedPair, mayPair, type NewPair } from '#lib/server/queries/programme-pairs.ts';

/** What came of a proposal; `barrier`: what stands between the two, as for a pin (C14, C25). */
export type Proposing = { outcome: 'proposed' | 'already' | 'not-possible' } | { outcome: 'barred'; barrier: PinProblem };

/** A coordinator links a coach and a coachee; both are told and both must accept before it starts. */
export async function proposePair(db: PersonDb, pair: NewPair): Promise<Proposing> {
  if (pair.coachId === pair.coacheeId || !(await mayPair(db, pair))) return { outcome: 'not-possible' };
  const barrier = await findBarrier(db, pair);
  if (barrier) return { outcome: 'barred', barrier };
  if (!(await addProposedPair(db, pair))) return { outcome: 'already' };
  for (const personId of [pair.coachId, pair.coacheeId]) {
    await enqueue(db, 'pair-proposed', { organisationId: pair.organisationId, personId, path: '/home' });
  }
  return { outcome: 'proposed' };
}

/** What both told for the match counts here too, but for the language: a coordinator knows in which they talk. */
async function findBarrier(db: PersonDb, { programmeId, coachId, coacheeId }: NewPair): Promise<PinProblem | null> {
  const bans = (await listBans(db, programmeId)).filter(({ coach, coachee }) => coach === coachId && coachee === coacheeId);
  const [ban] = bans.map(barrierOf);
  if (ban) return ban;
  const { namesakes, apart } = await gatherNames(db, programmeId, [coachId, coacheeId]);
  const read = async (personId: string, side: 'coach' | 'coachee') => {
    const kept = await findProfile(db, { programmeId, personId, side });
    const background = kept ? await findBackground(db, kept.id) : emptyBackground;
    return { id: personId, profile: kept?.profile ?? emptyProfile, background, marks: [] };
  };
  const [coachee, coach] = [await read(coacheeId, 'coachee'), await read(coachId, 'coach')];
  const { settings } = await findMatchRules(db, programmeId);
  const two = [toCoachee(coachee, namesakes, apart), toCoach(coach, namesakes, apart)] as const;
  return findBarriers(...two, { ...settings, needsLanguage: false })[0] ?? null;
}
