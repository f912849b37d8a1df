import { sql } from 'kysely';
import type { MatchSide } from '#lib/domain/matching/profile-form.ts';
import type { PersonDb } from '#lib/server/db.ts';

/**
 * Somebody of the programme who is in a round or could be. `places`: of a coach, in the round when they are in it, and otherwise as many as
 * they have left; null: of a coachee, and of a coach who has not told about themselves. `hasPair`: a coachee who has a coach already.
 */
export type Eligible = {
  id: string;
  name: string;
  isIn: boolean;
  isHandedIn: boolean;
  hasPair: boolean;
  places: number | null;
};

type Part = { role: MatchSide; search: string; offset: number; most: number };

/** A page of those who could take part, by name, and how many there are. */
export async function listEligible(
  db: PersonDb,
  round: { id: string; programmeId: string },
  { role, search, offset, most }: Part
): Promise<{ people: Eligible[]; count: number }> {
  const like = `%${search.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  const { rows } = await sql<Eligible & { count: number }>`
    /* planned anew */ select p.id, p.name, t.person_id is not null as "isIn", f.id is not null as "isHandedIn", count(*) over ()::integer as count,
      m.role = 'coachee' and exists (select from relationships r where r.programme_id = m.programme_id and r.coachee_id = p.id
        and r.status in ('proposed', 'active')) as "hasPair",
      case when m.role = 'coach' then coalesce(t.capacity, greatest(0, (f.answers ->> 'capacity')::integer - (select count(*)::integer
        from relationships r where r.programme_id = m.programme_id and r.coach_id = p.id and r.status in ('proposed', 'active')))) end as places
      from memberships m join people p on p.id = m.person_id
      left join match_participants t on t.round_id = ${round.id} and t.person_id = p.id and t.role = m.role
      left join match_profiles f on f.programme_id = m.programme_id and f.person_id = p.id and f.role = m.role and f.handed_in_at is not null
     where m.programme_id = ${round.programmeId} and m.role = ${role} and p.name ilike ${like}
     order by p.name, p.id offset ${offset} limit ${most}`.execute(db);
  return { people: rows, count: rows[0]?.count ?? 0 };
}

/** Whether somebody takes part in a round, and with how many places; null: as a coachee. */
export type Taking = { personId: string; role: MatchSide; isIn: boolean; places: number | null };

/** Puts somebody in a round or takes them out of it. */
export async function keepPart(
  db: PersonDb,
  { organisationId, roundId }: { organisationId: string; roundId: string },
  { personId, role, isIn, places }: Taking
): Promise<void> {
  if (isIn) {
    await sql`insert into match_participants (organisation_id, round_id, person_id, role, capacity)
      values (${organisationId}, ${roundId}, ${personId}, ${role}, ${places})
      on conflict (organisation_id, round_id, person_id, role) do update set capacity = excluded.capacity, counted_at = now()`.execute(db);
    return;
  }
  await db
    .deleteFrom('match_participants')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .execute();
}

/** Forgets the pins of somebody who is out of the round. */
export async function unpinAll(db: PersonDb, roundId: string, personId: string): Promise<void> {
  await db
    .deleteFrom('match_pins')
    .where('round_id', '=', roundId)
    .where((or) => or.or([or('coachee_id', '=', personId), or('coach_id', '=', personId)]))
    .execute();
}

/** A coach of a round as they are offered for a choice: two people may have one name. */
export type OfferedCoach = { personId: string; name: string; email: string };

const coachesOf = (roundId: string) => sql`from match_participants t join people p on p.id = t.person_id
    join accounts a on a.organisation_id = p.organisation_id and a.person_id = p.id where t.round_id = ${roundId} and t.role = 'coach'`;

/** The first coaches of a round by name, and how many there are. */
export async function listCoaches(db: PersonDb, roundId: string, most: number): Promise<{ coaches: OfferedCoach[]; count: number }> {
  const { rows } = await sql<OfferedCoach & { count: number }>`/* planned anew */ select p.id as "personId", p.name, a.email,
    count(*) over ()::integer as count ${coachesOf(roundId)} order by p.name, p.id limit ${most}`.execute(db);
  return { coaches: rows.map(({ personId, name, email }) => ({ personId, name, email })), count: rows[0]?.count ?? 0 };
}

/** The coaches of a round who are meant by a text: the whole name, the address, or both as `labelMember` writes them. */
export async function listCoachesNamed(
  db: PersonDb,
  roundId: string,
  { text, most }: { text: string; most: number }
): Promise<OfferedCoach[]> {
  const { rows } = await sql<OfferedCoach>`/* planned anew */ select p.id as "personId", p.name, a.email ${coachesOf(roundId)}
    and lower(${text}) in (lower(p.name), a.email, lower(p.name) || ' (' || a.email || ')') order by a.email limit ${most}`.execute(db);
  return rows;
}
