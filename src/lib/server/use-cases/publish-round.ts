import { setImmediate as nextTurn } from 'node:timers/promises';
import { findBarriers } from '#lib/domain/matching/find-barriers.ts';
import { meaningOf } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { asCoach, asCoachee } from '#lib/server/matching/as-people.ts';
import { gatherNames } from '#lib/server/matching/gather-names.ts';
import { gatherNamesakes } from '#lib/server/matching/gather-namesakes.ts';
import { enqueueAll } from '#lib/server/queries/jobs.ts';
import { listsTriedBefore } from '#lib/server/queries/match-before.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { listParticipantsOf } from '#lib/server/queries/match-participants.ts';
import { choosesElsewhere, isStale, listChanged, listPairsWith, type Pin, publishResults } from '#lib/server/queries/match-results.ts';
import { addDecision, moveRound, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';

/**
 * What came of publishing. `stale`: something was said or changed since the last run; `doubled`: some of these coachees are still choosing in
 * another round; `late`: the round is not ready, or it was published before.
 */
export type Publishing = 'published' | 'stale' | 'doubled' | 'late';

/** Lets every coachee see the own list, and mails each once. A list with a pair that may not be never goes out (C14, C25). */
export async function publishRound(db: PersonDb, place: RoundPlace): Promise<Publishing> {
  if (!(await moveRound(db, place.roundId, { from: ['ready'], to: 'published' }))) return 'late';
  const hindrance = await findHindrance(db, place);
  if (hindrance) {
    await moveRound(db, place.roundId, { from: ['published'], to: 'ready' });
    return hindrance;
  }
  const coachees = await publishResults(db, place);
  await addDecision(db, place, { act: 'publish', detail: { coachees: coachees.length } });
  const { organisationId, programmeId } = place;
  await enqueueAll(
    db,
    'match-published',
    coachees.map((personId) => ({ organisationId, personId, path: `/matching/${programmeId}` }))
  );
  return 'published';
}

async function findHindrance(db: PersonDb, place: RoundPlace): Promise<'stale' | 'doubled' | null> {
  if (await isOutOfDate(db, place)) return 'stale';
  return (await choosesElsewhere(db, place)) ? 'doubled' : null;
}

/** Whether a round has to be worked out again before it can go out. */
export async function isOutOfDate(db: PersonDb, place: RoundPlace): Promise<boolean> {
  return (await isStale(db, place)) || (await listsTriedBefore(db, place)) || (await hasBarredPair(db, place));
}

/** Whether what somebody told since the run stands between two who are listed. */
async function hasBarredPair(db: PersonDb, place: RoundPlace): Promise<boolean> {
  const pairs = await listTouchedPairs(db, place);
  if (pairs.length === 0) return false;
  const names = await gatherNames(db, place.programmeId, [...new Set(pairs.flatMap(({ coacheeId, coachId }) => [coacheeId, coachId]))]);
  const read = async (role: 'coach' | 'coachee', key: keyof Pin) => {
    const people = await listParticipantsOf(db, place.roundId, { role, ids: [...new Set(pairs.map((pair) => pair[key]))] });
    return new Map(people.map((one) => [one.id, one]));
  };
  const [coachees, coaches] = [await read('coachee', 'coacheeId'), await read('coach', 'coachId')];
  const { settings } = await findMatchRules(db, place.programmeId);
  for (const [at, { coacheeId, coachId }] of pairs.entries()) {
    if (at % pairsInATurn === 0) await nextTurn();
    const [coachee, coach] = [coachees.get(coacheeId), coaches.get(coachId)];
    if (!coachee || !coach) return true;
    if (findBarriers(asCoachee(coachee, names), asCoach(coach, names), settings).length > 0) return true;
  }
  return false;
}

/** So many pairs take a few milliseconds; then others of this process have a turn. */
const pairsInATurn = 50;

/** The listed pairs with somebody who told something else since the run, or who is called like one of these: a veto holds for both. */
async function listTouchedPairs(db: PersonDb, place: RoundPlace): Promise<Pin[]> {
  const changed = new Set(await listChanged(db, place));
  if (changed.size === 0) return [];
  const members = await listMembers(db, place.programmeId);
  const namesakes = await gatherNamesakes(members);
  const meanings = new Set(members.flatMap(({ personId, name }) => (changed.has(personId) ? [meaningOf(name)] : [])));
  return listPairsWith(
    db,
    place.roundId,
    [...meanings].flatMap((meaning) => namesakes.get(meaning) ?? [])
  );
}
