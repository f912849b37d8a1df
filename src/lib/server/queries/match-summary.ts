import { sql } from 'kysely';
import type { RuledOut } from '#lib/domain/matching/count-barriers.ts';
import type { PinConflict, PinProblem } from '#lib/domain/matching/find-pin-problems.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { RoundFigures } from './match-pictures.ts';

/**
 * Why coachees have no coach: so many coachees can together only go to so many coaches, with so many places. `unmatched`: ids of those who
 * have none. `coaches`: ids of the first few coaches; none: for each of them every coach is ruled out.
 */
export type Shortfall = { unmatched: string[]; coaches: string[]; coacheeCount: number; coachCount: number; places: number };

/**
 * What a run leaves besides the lists. `conflicts`: pins that cannot be kept; with any of those nothing was worked out. `ruledOut`: the first
 * few for whom no coach is possible, with how many coaches what rules out. `proof`: what the result is worth and what none can exceed, which
 * are the same; null: nothing was worked out.
 */
export type RoundSummary = {
  shortfalls: Shortfall[];
  conflicts: PinConflict[];
  ruledOut: { coacheeId: string; by: RuledOut }[];
  proof: { value: number; bound: number } | null;
};

/** Keeps what a run left, in place of what was there. `earlier`: how the run before it looked. */
export async function keepSummary(db: PersonDb, roundId: string, summary: RoundSummary & { earlier: RoundFigures | null }): Promise<void> {
  await db
    .updateTable('match_rounds')
    .set({ summary: JSON.stringify(summary) })
    .where('id', '=', roundId)
    .execute();
}

/** What was worked out was changed by hand: whatever was proven of it holds no longer. */
export async function dropProof(db: PersonDb, roundId: string): Promise<void> {
  await db
    .updateTable('match_rounds')
    .set({ summary: sql`summary - 'proof'` })
    .where('id', '=', roundId)
    .execute();
}

/** A shortfall as it is told: how many it leaves without a coach, and the names of a few of the coaches. */
export type ToldShortfall = Omit<Shortfall, 'unmatched' | 'coaches'> & { unmatchedCount: number; coaches: string[] };

/** The shortfalls of a round, the largest first; of one coachee only when asked, who is told of no others without any coach. None before a run. */
export async function listShortfalls(db: PersonDb, roundId: string, coacheeId?: string): Promise<ToldShortfall[]> {
  const { rows } = await sql<ToldShortfall>`
    select (s ->> 'coacheeCount')::integer as "coacheeCount", (s ->> 'coachCount')::integer as "coachCount", (s ->> 'places')::integer as places,
      case when ${coacheeId ?? null}::text is not null and s ->> 'coachCount' = '0' then 1
        else jsonb_array_length(s -> 'unmatched') end as "unmatchedCount",
      array(select p.name from people p where s -> 'coaches' ? p.id::text order by p.name) as coaches
      from match_rounds r, jsonb_array_elements(r.summary -> 'shortfalls') s
     where r.id = ${roundId} and (${coacheeId ?? null}::text is null or s -> 'unmatched' ? ${coacheeId ?? ''})
     order by 4 desc, 2, 3 limit 10`.execute(db);
  return rows;
}

/** A pin that could not be kept at the last run, with the names of both. */
export type ToldConflict = { coacheeId: string; coachee: string; coach: string; problem: PinProblem };

export async function listConflicts(db: PersonDb, roundId: string): Promise<ToldConflict[]> {
  const { rows } = await sql<ToldConflict>`
    select a.id as "coacheeId", a.name as coachee, b.name as coach, c ->> 'problem' as problem
      from match_rounds r, jsonb_array_elements(r.summary -> 'conflicts') c
      join people a on a.id = (c ->> 'coacheeId')::uuid join people b on b.id = (c ->> 'coachId')::uuid
     where r.id = ${roundId} order by b.name, a.name limit 50`.execute(db);
  return rows;
}

/** Somebody for whom no coach is possible, by name, and how many coaches what rules out. */
export type ToldRuledOut = { id: string; name: string; by: RuledOut };

/** The first few of them, by name; only this one when asked. None before a run. */
export async function listRuledOut(db: PersonDb, roundId: string, coacheeId?: string): Promise<ToldRuledOut[]> {
  const { rows } = await sql<ToldRuledOut>`
    select p.id, p.name, o -> 'by' as by from match_rounds r cross join lateral jsonb_array_elements(r.summary -> 'ruledOut') o
      join people p on p.id = (o ->> 'coacheeId')::uuid
      join match_participants t on t.round_id = r.id and t.person_id = p.id and t.role = 'coachee'
     where r.id = ${roundId} and (${coacheeId ?? null}::text is null or o ->> 'coacheeId' = ${coacheeId ?? ''})
     order by p.name, p.id limit 10`.execute(db);
  return rows;
}

/** Whether the last run left a proof that nothing is better; false before a run, after a swap, and of runs that kept none yet. */
export async function isProven(db: PersonDb, roundId: string): Promise<boolean> {
  const { rows } = await sql<{
    proven: boolean;
  }>`select coalesce(summary -> 'proof' -> 'value' = summary -> 'proof' -> 'bound', false) as proven
    from match_rounds where id = ${roundId}`.execute(db);
  return rows[0]?.proven ?? false;
}
