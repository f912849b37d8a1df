import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import { type ComparedCoachee, readFigures, type RoundFigures } from './match-pictures.ts';

/** Remembers with whom everybody is before another run takes its place; gives how that looks as a whole, null before the first run. */
export async function keepEarlier(db: PersonDb, roundId: string): Promise<RoundFigures | null> {
  const earlier = await readFigures(db, roundId);
  if (earlier.matched === 0) return null;
  await sql`/* planned anew */ update match_participants t set earlier_coach_id = (select r.coach_id from match_results r
      where r.round_id = ${roundId} and r.coachee_id = t.person_id and r.is_assigned)
    where t.round_id = ${roundId} and t.role = 'coachee'`.execute(db);
  return earlier;
}

/** How the run before the last looked as a whole; null when there was none. */
export async function findEarlier(db: PersonDb, roundId: string): Promise<RoundFigures | null> {
  const { rows } = await sql<{ earlier: RoundFigures | null }>`
    select nullif(summary -> 'earlier', 'null') as earlier from match_rounds where id = ${roundId}`.execute(db);
  return rows[0]?.earlier ?? null;
}

const moved = (roundId: string) => sql`match_participants t
  left join match_results r on r.round_id = t.round_id and r.coachee_id = t.person_id and r.is_assigned
  where t.round_id = ${roundId} and t.role = 'coachee' and r.coach_id is distinct from t.earlier_coach_id`;

/** How many coachees have another coach than in the run before the last; null when there was none. */
export async function countMoved(db: PersonDb, roundId: string): Promise<number | null> {
  if (!(await findEarlier(db, roundId))) return null;
  const { rows } = await sql<{ count: number }>`/* planned anew */ select count(*)::integer as count from ${moved(roundId)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of those coachees, by name, and how many there are. */
export async function listMoved(
  db: PersonDb,
  roundId: string,
  { offset, most }: { offset: number; most: number }
): Promise<{ coachees: ComparedCoachee[]; count: number }> {
  const { rows } = await sql<ComparedCoachee & { count: number }>`
    /* planned anew */ select p.id, p.name, a.name as here, b.name as there, count(*) over ()::integer as count
      from (select t.person_id, r.coach_id, t.earlier_coach_id from ${moved(roundId)}) as m join people p on p.id = m.person_id
      left join people a on a.id = m.coach_id left join people b on b.id = m.earlier_coach_id
     order by p.name, p.id offset ${offset} limit ${most}`.execute(db);
  return { coachees: rows, count: rows[0]?.count ?? 0 };
}
