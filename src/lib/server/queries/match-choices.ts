import { sql } from 'kysely';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import { parseMatchSettings } from '#lib/domain/matching/parse-settings.ts';
import type { CoachChoice } from '#lib/domain/matching/parse-choice.ts';
import type { PersonDb } from '#lib/server/db.ts';

/** Why a coach is suggested; `different`: deliberately unlike the others (C27); `wish`: both volunteered the same (C26). */
export type SuggestedCoach = {
  coachId: string;
  name: string;
  pronouns: string | null;
  why: 'fit' | 'different' | 'pinned' | 'swapped' | 'wish';
};

/** The newest suggestions to the acting person in a programme; null when none are out. `isOpen`: they may still choose. */
export type Suggestions = { roundId: string; isOpen: boolean; coaches: SuggestedCoach[] };

export async function findSuggestions(db: PersonDb, programmeId: string, personId: string): Promise<Suggestions | null> {
  const rows = await db
    .selectFrom('match_suggestions')
    .innerJoin('people', 'people.id', 'match_suggestions.coach_id')
    .select(['round_id', 'coach_id', 'why', 'people.name', 'people.pronouns'])
    .select(sql<boolean>`round_id = any ((select app.rounds_open())::uuid[])`.as('is_open'))
    .where('programme_id', '=', programmeId)
    .where('coachee_id', '=', personId)
    .orderBy('match_suggestions.created_at', 'desc')
    .orderBy('round_id', 'desc')
    .execute();
  const [newest] = rows;
  if (!newest) return null;
  const coaches = rows.filter(({ round_id }) => round_id === newest.round_id);
  return {
    roundId: newest.round_id,
    isOpen: newest.is_open,
    coaches: coaches.map(({ coach_id, name, pronouns, why }) => ({ coachId: coach_id, name, pronouns, why }))
  };
}

/** A choice as kept. `isOver`: nobody of it is left, or a talk is wanted instead, and both were told. */
export type KeptChoice = CoachChoice & { chosenAt: Date; isOver: boolean };

/** What the acting person chose in a round; null when nothing yet. */
export async function findChoice(db: PersonDb, roundId: string, coacheeId: string): Promise<KeptChoice | null> {
  const row = await db
    .selectFrom('match_choices')
    .select(['coach_ids', 'instead', 'chosen_at as chosenAt'])
    .select(sql<boolean>`coalesce(told_at >= chosen_at, false)`.as('is_over'))
    .where('round_id', '=', roundId)
    .where('coachee_id', '=', coacheeId)
    .executeTakeFirst();
  return row ? { coachIds: row.coach_ids as string[], instead: row.instead, chosenAt: row.chosenAt, isOver: row.is_over } : null; // uuid[]
}

/** Keeps a choice, in place of an earlier one. */
export async function keepChoice(
  db: PersonDb,
  place: { organisationId: string; roundId: string; coacheeId: string },
  { coachIds, instead }: CoachChoice
): Promise<void> {
  const changed = await db
    .updateTable('match_choices')
    .set({ coach_ids: [...coachIds], instead, chosen_at: sql<Date>`now()` })
    .where('round_id', '=', place.roundId)
    .where('coachee_id', '=', place.coacheeId)
    .returning('round_id')
    .executeTakeFirst();
  if (changed) return;
  await db
    .insertInto('match_choices')
    .values({
      organisation_id: place.organisationId,
      round_id: place.roundId,
      coachee_id: place.coacheeId,
      coach_ids: [...coachIds],
      instead
    })
    .execute();
}

/** How a programme matches, and whether it asks for personal wishes. */
export type MatchRules = { settings: MatchSettings; asksWishes: boolean };

/** The rules of a programme; the defaults when nobody changed them. */
export async function findMatchRules(db: PersonDb, programmeId: string): Promise<MatchRules> {
  const row = await db
    .selectFrom('match_settings')
    .select(['settings', 'asks_wishes'])
    .where('programme_id', '=', programmeId)
    .executeTakeFirst();
  return { settings: parseMatchSettings(row?.settings), asksWishes: row?.asks_wishes ?? false };
}

/** Keeps the rules of a programme, in place of the ones before. */
export async function keepMatchRules(
  db: PersonDb,
  { organisationId, programmeId, personId }: { organisationId: string; programmeId: string; personId: string },
  { settings, asksWishes }: MatchRules
): Promise<void> {
  const kept = { settings: JSON.stringify(settings), asks_wishes: asksWishes, changed_by: personId };
  await db
    .insertInto('match_settings')
    .values({ organisation_id: organisationId, programme_id: programmeId, ...kept })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'programme_id']).doUpdateSet({ ...kept, changed_at: sql<Date>`now()` }))
    .execute();
}
