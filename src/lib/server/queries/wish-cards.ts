import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import type { Pin } from './match-results.ts';

/** Who is suggested to these coachees in a round. */
export async function listListsOf(db: PersonDb, roundId: string, coacheeIds: readonly string[]): Promise<Pin[]> {
  if (coacheeIds.length === 0) return [];
  return db
    .selectFrom('match_suggestions')
    .select(['coachee_id as coacheeId', 'coach_id as coachId'])
    .where('round_id', '=', roundId)
    .where('coachee_id', 'in', [...coacheeIds])
    .execute();
}

/** Lays one card more before each of these coachees, as far as the two share a wish; says nothing of whom it did so for (C26). */
export async function suggestByWish(db: PersonDb, roundId: string, pairs: readonly Pin[]): Promise<void> {
  const [coachees, coaches] = [pairs.map(({ coacheeId }) => coacheeId), pairs.map(({ coachId }) => coachId)];
  await sql`select app.suggest_by_wish(${roundId}, ${coachees}::uuid[], ${coaches}::uuid[])`.execute(db);
}
