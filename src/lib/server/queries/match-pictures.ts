import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** A coachee in the picture of a round. `coachId` null: nobody. */
export type DrawnCoachee = { id: string; name: string; coachId: string | null };

/** A coach in the picture: how many of the places are taken in the whole round. */
export type DrawnCoach = { id: string; name: string; places: number; taken: number };

/** A part of a round as a picture: coachees in the order of their coaches, so that lines cross little, and the coaches they are with. */
export async function drawPart(
  db: PersonDb,
  roundId: string,
  { offset, most }: { offset: number; most: number }
): Promise<{ coachees: DrawnCoachee[]; coaches: DrawnCoach[]; count: number }> {
  const { rows } = await sql<DrawnCoachee & { count: number }>`
    /* planned anew */ select p.id, p.name, c.id as "coachId", count(*) over ()::integer as count
      from match_participants t join people p on p.id = t.person_id
      left join match_results r on r.round_id = t.round_id and r.coachee_id = t.person_id and r.is_assigned
      left join people c on c.id = r.coach_id
     where t.round_id = ${roundId} and t.role = 'coachee'
     order by c.name nulls last, c.id, p.name, p.id offset ${offset} limit ${most}`.execute(db);
  const coachIds = [...new Set(rows.flatMap(({ coachId }) => (coachId === null ? [] : [coachId])))];
  return { coachees: rows, coaches: await listDrawnCoaches(db, roundId, coachIds), count: rows[0]?.count ?? 0 };
}

async function listDrawnCoaches(db: PersonDb, roundId: string, ids: readonly string[]): Promise<DrawnCoach[]> {
  const { rows } = await sql<DrawnCoach>`
    /* planned anew */ select p.id, p.name, coalesce(t.capacity, 0) as places,
      (select count(*)::integer from match_results r where r.round_id = ${roundId} and r.coach_id = p.id and r.is_assigned) as taken
      from match_participants t join people p on p.id = t.person_id
     where t.round_id = ${roundId} and t.role = 'coach' and p.id = any (${ids}::uuid[])
     order by p.name, p.id`.execute(db);
  return rows;
}

/** A coachee of two rounds or runs, with the coach in each; null: nobody, or not in that one. */
export type ComparedCoachee = { id: string; name: string; here: string | null; there: string | null };

/** How a round looks as a whole. `ground`, `horizon`: means of all pairs, 0 to 100; null: nothing measured. */
export type RoundFigures = { coachees: number; matched: number; ground: number | null; horizon: number | null };

export async function readFigures(db: PersonDb, roundId: string): Promise<RoundFigures> {
  const { rows } = await sql<RoundFigures>`
    /* planned anew */ select (select count(*)::integer from match_participants where round_id = ${roundId} and role = 'coachee') as coachees,
      count(*)::integer as matched, round(avg(ground))::integer as ground, round(avg(horizon))::integer as horizon
      from match_results where round_id = ${roundId} and is_assigned`.execute(db);
  return rows[0] ?? { coachees: 0, matched: 0, ground: null, horizon: null };
}

/** A page of the coachees who have another coach in one of two rounds than in the other, by name, and how many there are. */
export async function listDifferent(
  db: PersonDb,
  { here, there, offset, most }: { here: string; there: string; offset: number; most: number }
): Promise<{ coachees: ComparedCoachee[]; count: number }> {
  const { rows } = await sql<ComparedCoachee & { count: number }>`
    /* planned anew */ with pairs as (
      select t.person_id as id,
        max(r.coach_id::text) filter (where t.round_id = ${here}) as one, max(r.coach_id::text) filter (where t.round_id = ${there}) as other
        from match_participants t
        left join match_results r on r.round_id = t.round_id and r.coachee_id = t.person_id and r.is_assigned
       where t.round_id in (${here}, ${there}) and t.role = 'coachee' group by t.person_id)
    select p.id, p.name, a.name as here, b.name as there, count(*) over ()::integer as count
      from pairs join people p on p.id = pairs.id left join people a on a.id = pairs.one::uuid left join people b on b.id = pairs.other::uuid
     where pairs.one is distinct from pairs.other order by p.name, p.id offset ${offset} limit ${most}`.execute(db);
  return { coachees: rows, count: rows[0]?.count ?? 0 };
}
