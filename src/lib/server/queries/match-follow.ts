import { type RawBuilder, sql } from 'kysely';
import { type CoacheeState, coacheeStates } from '#lib/domain/matching/coachee-state.ts';
import type { PersonDb } from '#lib/server/db.ts';

/** A coachee in the list of a round. `coach` null: nobody. `pinned`: with whom a coordinator pinned the pair; null: not pinned. */
export type ListedCoachee = {
  id: string;
  name: string;
  coachId: string | null;
  coach: string | null;
  ground: number | null;
  horizon: number | null;
  pinnedId: string | null;
  pinned: string | null;
  state: CoacheeState;
};

type RoundId = { id: string; programmeId: string };

/** `asks`, `begun`, `stopped` and the state of a coachee `t.person_id` with the choice `c`: what happened last counts. */
const lastAsks = (round: RoundId) => sql`asks as materialized (
    select distinct on (coachee_id) coachee_id, outcome, asked_at from app.asks_of(${round.id}) order by coachee_id, asked_at desc),
  begun as materialized (select distinct coachee_id from relationships where programme_id = ${round.programmeId} and status = 'active'),
  stopped as materialized (select coachee_id, max(ended_at) as at from relationships
    where programme_id = ${round.programmeId} and status = 'ended' group by coachee_id)`;
const joins = sql`left join asks a on a.coachee_id = t.person_id left join begun b on b.coachee_id = t.person_id
  left join stopped e on e.coachee_id = t.person_id
  left join match_choices c on c.round_id = t.round_id and c.coachee_id = t.person_id`;
const state = sql<CoacheeState>`case when b.coachee_id is not null then 'active'
  when a.outcome = 'accepted' and a.asked_at >= c.chosen_at or e.at > c.chosen_at then 'ended'
  when a.coachee_id is not null and a.outcome is null then 'proposed' when c.instead is not null then c.instead
  when c.told_at >= c.chosen_at then 'nobody-left' when c.coachee_id is not null then 'chosen' else 'waiting' end`;

/** What a page of the list shows. `only`: those without a coach in the round, or those who are just so far; null: everybody. */
export type Wanted = { search: string; only: 'unmatched' | CoacheeState | null; offset: number; most: number };

/** A page of the coachees of a round, by name, and how many there are. */
export async function listCoachees(
  db: PersonDb,
  round: RoundId,
  { search, only, offset, most }: Wanted
): Promise<{ coachees: ListedCoachee[]; count: number }> {
  const like = `%${search.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  const { rows } = await sql<ListedCoachee & { count: number }>`/* planned anew */ ${listing(
    round,
    sql`p.name ilike ${like}
    and case ${only}::text when 'unmatched' then r.coach_id is null else ${only}::text is null or ${state} = ${only} end`
  )}
    order by p.name, p.id offset ${offset} limit ${most}`.execute(db);
  return { coachees: rows, count: rows[0]?.count ?? 0 };
}

/** One of them; null when not in the round. */
export async function findListed(db: PersonDb, round: RoundId, coacheeId: string): Promise<ListedCoachee | null> {
  const { rows } = await sql<ListedCoachee>`/* planned anew */ ${listing(round, sql`p.id = ${coacheeId}`)}`.execute(db);
  return rows[0] ?? null;
}

function listing(round: RoundId, where: RawBuilder<unknown>) {
  return sql`with ${lastAsks(round)}
    select p.id, p.name, r.coach_id as "coachId", coach.name as coach, r.ground, r.horizon, pin.coach_id as "pinnedId", pinned.name as pinned,
      ${state} as state, count(*) over ()::integer as count
      from match_participants t join people p on p.id = t.person_id
      left join match_results r on r.round_id = t.round_id and r.coachee_id = t.person_id and r.is_assigned
      left join people coach on coach.id = r.coach_id
      left join match_pins pin on pin.round_id = t.round_id and pin.coachee_id = t.person_id
      left join people pinned on pinned.id = pin.coach_id ${joins}
     where t.round_id = ${round.id} and t.role = 'coachee' and ${where}`;
}

/** The ids of the coachees of a round with exactly this name, two at most. */
export async function listCoacheesNamed(db: PersonDb, roundId: string, name: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select p.id from match_participants t join people p on p.id = t.person_id
    where t.round_id = ${roundId} and t.role = 'coachee' and lower(p.name) = lower(${name}) limit 2`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many coachees of a round are how far. */
export type FollowCounts = Record<CoacheeState, number>;

export async function countStates(db: PersonDb, round: RoundId): Promise<FollowCounts> {
  const { rows } = await sql<{ state: CoacheeState; count: number }>`/* planned anew */ with ${lastAsks(round)}
    select ${state} as state, count(*)::integer as count from match_participants t ${joins}
     where t.round_id = ${round.id} and t.role = 'coachee' group by 1`.execute(db);
  const counted = new Map(rows.map((row) => [row.state, row.count]));
  return Object.fromEntries(coacheeStates.map((one) => [one, counted.get(one) ?? 0])) as FollowCounts; // one of each
}
