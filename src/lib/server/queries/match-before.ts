import { type RawBuilder, sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import type { Pin } from './match-results.ts';

/**
 * The pairs of a programme that came to nothing before, as its coordinators may know them: the coach said no or did not answer, a pair made by
 * hand was declined, a coaching stopped, or the coachee asked for others than these. What a card of a wish led to is among them once it was
 * asked. Of one coachee only, when named.
 */
export async function listTriedBefore(db: PersonDb, programmeId: string, coacheeId?: string): Promise<Pin[]> {
  const { rows } = await sql<Pin>`/* planned anew */
    select coachee_id as "coacheeId", coach_id as "coachId" from (${triedBefore(programmeId, coacheeId)}) tried`.execute(db);
  return rows;
}

/** Whether the lists of a round hold such a pair that no coordinator pinned. */
export async function listsTriedBefore(db: PersonDb, { roundId, programmeId }: { roundId: string; programmeId: string }): Promise<boolean> {
  const { rows } = await sql<{ does: boolean }>`/* planned anew */ select exists (select from (${triedBefore(programmeId)}) tried
    join match_results l on l.round_id = ${roundId} and l.coachee_id = tried.coachee_id and l.coach_id = tried.coach_id and l.why <> 'full'
   where not exists (select from match_pins p where p.round_id = l.round_id and p.coachee_id = l.coachee_id and p.coach_id = l.coach_id))
    as does`.execute(db);
  return rows[0]?.does ?? false;
}

function triedBefore(programmeId: string, coacheeId?: string): RawBuilder<unknown> {
  const isMeant = (column: string) => (coacheeId === undefined ? sql`` : sql`and ${sql.ref(column)} = ${coacheeId}`);
  return sql`with asked as materialized (
      select a.relationship_id, a.outcome from match_rounds m, app.asks_of(m.id) a where m.programme_id = ${programmeId} ${isMeant('a.coachee_id')})
    select r.coachee_id, r.coach_id from relationships r left join asked a on a.relationship_id = r.id
     where r.programme_id = ${programmeId} ${isMeant('r.coachee_id')}
       and (r.status = 'ended' or r.status = 'declined' and coalesce(a.outcome, 'declined') in ('declined', 'silent'))
    union select s.coachee_id, s.coach_id from match_suggestions s
      join match_choices c on c.round_id = s.round_id and c.coachee_id = s.coachee_id and c.instead = 'others'
     where s.programme_id = ${programmeId} ${isMeant('s.coachee_id')}`;
}
