import { type RawBuilder, sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** Somebody of a programme, and the vetoes of each of their profiles that is handed in, as kept; null: none. */
export type KeptVetoes = { id: string; name: string; vetoes: unknown[] | null };

/** A part of the people of a programme the asker coordinates, by id; `after`: the last id of the part before. */
export async function listNamed(
  db: PersonDb,
  programmeId: string,
  { after, most }: { after: string | null; most: number }
): Promise<KeptVetoes[]> {
  return select(db, programmeId, { which: sql`${after}::uuid is null or people.id > ${after}::uuid`, most });
}

/** These people of a programme the asker coordinates. */
export async function listVetoes(db: PersonDb, programmeId: string, ids: readonly string[]): Promise<KeptVetoes[]> {
  return ids.length === 0 ? [] : select(db, programmeId, { which: sql`people.id = any (${[...ids]}::uuid[])`, most: ids.length });
}

/** Only of those people: whoever coordinates thousands does not read thousands of backgrounds at once. */
async function select(
  db: PersonDb,
  programmeId: string,
  { which, most }: { which: RawBuilder<unknown>; most: number }
): Promise<KeptVetoes[]> {
  const { rows } = await sql<KeptVetoes>`/* planned anew */ select named.id, named.name, (select jsonb_agg(b.answers -> 'vetoes')
      from match_profiles p join match_backgrounds b on b.profile_id = p.id
     where p.programme_id = ${programmeId} and p.person_id = named.id and p.handed_in_at is not null and b.answers -> 'vetoes' <> '[]') as vetoes
    from (select distinct people.id, people.name from memberships m join people on people.id = m.person_id
      where m.programme_id = ${programmeId} and (${which}) order by people.id limit ${most}) named order by named.id`.execute(db);
  return rows;
}
