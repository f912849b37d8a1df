import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import type { Pin } from './match-results.ts';

/**
 * The pairs of a programme that came to nothing before, as its coordinators may know them: the coach said no or did not answer, a pair made by
 * hand was declined, a coaching stopped, or the coachee asked for others than these. What a card of a wish led to is among them once it was asked.
 */
export async function listTriedBefore(db: PersonDb, programmeId: string): Promise<Pin[]> {
  const { rows } = await sql<Pin>`
    /* planned anew */ with asked as materialized (
      select a.relationship_id, a.outcome from match_rounds m, app.asks_of(m.id) a where m.programme_id = ${programmeId})
    select r.coachee_id as "coacheeId", r.coach_id as "coachId" from relationships r left join asked a on a.relationship_id = r.id
     where r.programme_id = ${programmeId}
       and (r.status = 'ended' or r.status = 'declined' and coalesce(a.outcome, 'declined') in ('declined', 'silent'))
    union select s.coachee_id, s.coach_id from match_suggestions s
      join match_choices c on c.round_id = s.round_id and c.coachee_id = s.coachee_id and c.instead = 'others'
     where s.programme_id = ${programmeId}`.execute(db);
  return rows;
}
