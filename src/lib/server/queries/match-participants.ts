import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** Somebody in a round with what they handed in; null when nothing. */
export type Participant = {
  id: string;
  name: string;
  role: 'coach' | 'coachee';
  capacity: number | null;
  answers: unknown;
  background: unknown;
};

function selectParticipants(db: PersonDb, roundId: string) {
  return db
    .selectFrom('match_participants as t')
    .innerJoin('match_rounds as r', 'r.id', 't.round_id')
    .innerJoin('people', 'people.id', 't.person_id')
    .leftJoin('match_profiles as p', (join) =>
      join
        .onRef('p.programme_id', '=', 'r.programme_id')
        .onRef('p.person_id', '=', 't.person_id')
        .onRef('p.role', '=', 't.role')
        .on('p.handed_in_at', 'is not', null)
    )
    .leftJoin('match_backgrounds as b', 'b.profile_id', 'p.id')
    .select(['t.person_id as id', 'people.name', 't.role', 't.capacity', 'p.answers', 'b.answers as background'])
    .where('t.round_id', '=', roundId);
}

/** A part of those who take part, by id; `after`: the last id of the part before. */
export async function listParticipants(
  db: PersonDb,
  roundId: string,
  part: { role: 'coach' | 'coachee'; after: string | null; most: number }
): Promise<Participant[]> {
  return selectParticipants(db, roundId)
    .where('t.role', '=', part.role)
    .$if(part.after !== null, (query) => query.where('t.person_id', '>', part.after ?? ''))
    .orderBy('t.person_id')
    .limit(part.most)
    .execute();
}

/** Those of them who take part on this side. */
export async function listParticipantsOf(
  db: PersonDb,
  roundId: string,
  { role, ids }: { role: 'coach' | 'coachee'; ids: readonly string[] }
): Promise<Participant[]> {
  if (ids.length === 0) return [];
  return selectParticipants(db, roundId)
    .where('t.role', '=', role)
    .where('t.person_id', 'in', [...ids])
    .execute();
}

/** Somebody on one side: a person can be in a round as a coach and as a coachee. */
export async function findParticipant(
  db: PersonDb,
  roundId: string,
  { role, id }: Pick<Participant, 'role' | 'id'>
): Promise<Participant | null> {
  return (await selectParticipants(db, roundId).where('t.person_id', '=', id).where('t.role', '=', role).executeTakeFirst()) ?? null;
}

/** The languages that those who take part speak, as tags, each once: a written one by its id, another as it was written. */
export async function listLanguages(db: PersonDb, roundId: string): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`/* planned anew */ select distinct l.language
      from match_participants t join match_rounds r on r.id = t.round_id
      join match_profiles p on p.programme_id = r.programme_id and p.person_id = t.person_id and p.role = t.role and p.handed_in_at is not null
      cross join lateral jsonb_array_elements_text(case jsonb_typeof(p.answers -> 'tags' -> 'languages')
        when 'array' then p.answers -> 'tags' -> 'languages' else '[]' end) as l (language)
     where t.round_id = ${roundId} order by 1 limit 200`.execute(db);
  return rows.map(({ language }) => language);
}

/** Those of these coaches whose places are all taken in the result of a round. */
export async function listFull(db: PersonDb, roundId: string, coachIds: readonly string[]): Promise<string[]> {
  if (coachIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`/* planned anew */ select t.person_id as id from match_participants t
     where t.round_id = ${roundId} and t.role = 'coach' and t.person_id = any(${[...coachIds]}::uuid[])
       and t.capacity <= (select count(*) from match_results r
         where r.organisation_id = t.organisation_id and r.round_id = t.round_id and r.coach_id = t.person_id and r.is_assigned)`.execute(
    db
  );
  return rows.map(({ id }) => id);
}
