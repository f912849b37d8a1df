import type { PersonDb } from '#lib/server/db.ts';
import type { Change, Trial } from '#lib/server/matching/matching-messages.ts';
import { tryRound } from '#lib/server/matching/try-round.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { listNames, type RoundPlace } from '#lib/server/queries/match-rounds.ts';

type House = { root: string; asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T> };

/** A trial with the names of whom it would touch, a hundred at most of either kind; `trial` null: pins cannot be kept. */
export type NamedTrial = { trial: Trial | null; names: Record<string, string> };

const mostNamed = 100;

/** What would come out with other places. Nothing is kept. */
export async function tryWhatIf(house: House, place: RoundPlace, change: Exclude<Change, { kind: 'rules' }>): Promise<NamedTrial> {
  const { settings } = await house.asPerson((db) => findMatchRules(db, place.programmeId));
  const trial = await tryRound({ ...house, ...place, settings }, change);
  if (trial === null) return { trial, names: {} };
  const touched = [...trial.gained.slice(0, mostNamed), ...trial.lost.slice(0, mostNamed)];
  return { trial, names: await house.asPerson((db) => listNames(db, touched)) };
}

/** The coach of a round with exactly this name; null when there is none, or more than one. */
export async function findCoachNamed(db: PersonDb, place: RoundPlace, name: string): Promise<string | null> {
  const round = { id: place.roundId, programmeId: place.programmeId };
  const { people } = await listEligible(db, round, { role: 'coach', search: name, offset: 0, most: 50 });
  const found = people.filter((one) => one.isIn && one.name.toLowerCase() === name.toLowerCase());
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
