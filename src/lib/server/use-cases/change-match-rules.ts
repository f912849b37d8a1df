import { listRuleChanges } from '#lib/domain/matching/rule-changes.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { Trial } from '#lib/server/matching/matching-messages.ts';
import { tryRound } from '#lib/server/matching/try-round.ts';
import { findMatchRules, keepMatchRules, type MatchRules } from '#lib/server/queries/match-choices.ts';
import { addRuleChanges } from '#lib/server/queries/match-rule-changes.ts';
import { addDecision, listRounds, type Round, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { lockProgramme } from '#lib/server/queries/programmes.ts';

type House = { root: string; asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T> };
type Place = Omit<RoundPlace, 'roundId'>;

/** What other rules would do to the newest round that is not closed; `none` when there is none yet, null when its pins cannot be kept. Nothing is kept. */
export async function tryRules(house: House, place: Place, { settings }: MatchRules): Promise<Trial | null | 'none'> {
  const { now, round } = await house.asPerson(async (db) => ({
    now: await findMatchRules(db, place.programmeId),
    round: openRounds(await listRounds(db, place.programmeId))[0]
  }));
  if (!round) return 'none';
  return tryRound({ ...house, ...place, roundId: round.id, settings: now.settings }, { kind: 'rules', settings });
}

/** Keeps other rules, and writes down which: for the programme, and in every round that they still count for. */
export async function useRules(db: PersonDb, place: Place, rules: MatchRules): Promise<void> {
  await lockProgramme(db, place.programmeId); // of two at a time, the second changes what the first made of it
  const changes = listRuleChanges(await findMatchRules(db, place.programmeId), rules);
  if (changes.length === 0) return;
  await keepMatchRules(db, place, rules);
  await addRuleChanges(db, place, changes);
  for (const { id, status } of openRounds(await listRounds(db, place.programmeId))) {
    if (status !== 'published') await addDecision(db, { ...place, roundId: id }, { act: 'settings', detail: { changes } });
  }
}

function openRounds(rounds: readonly Round[]): Round[] {
  return rounds.filter(({ status }) => status !== 'closed');
}
