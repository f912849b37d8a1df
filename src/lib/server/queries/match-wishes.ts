import { sql } from 'kysely';
import type { MatchSide } from '#lib/domain/matching/profile-form.ts';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';

/** A personal trait somebody volunteered: a mark to compare by, and the words, sealed. */
export type SealedWish = { mark: Buffer; body: Buffer };

/** What the acting person volunteered on one side of a programme, most wanted first. */
export async function listOwnWishes(db: PersonDb, programmeId: string, side: MatchSide): Promise<SealedWish[]> {
  const { rows } = await sql<SealedWish>`select * from app.own_wishes(${programmeId}, ${side})`.execute(db);
  return rows;
}

/** Keeps exactly these; what is not among them is gone at once. False when the programme does not ask, or there is no profile. */
export async function keepOwnWishes(
  db: PersonDb,
  { programmeId, side }: { programmeId: string; side: MatchSide },
  wishes: readonly SealedWish[]
): Promise<boolean> {
  const hex = (part: keyof SealedWish) => wishes.map((wish) => wish[part].toString('hex'));
  const { rows } = await sql<{ kept: boolean }>`
    select app.keep_wishes(${programmeId}, ${side},
      array(select decode(h, 'hex') from unnest(${hex('mark')}::text[]) with ordinality as list (h, at) order by at),
      array(select decode(h, 'hex') from unnest(${hex('body')}::text[]) with ordinality as list (h, at) order by at)) as kept`.execute(db);
  return rows[0]?.kept ?? false;
}

/** The marks of the acting person that the other volunteered too, when the two are suggested or paired (C26). */
export async function listWishesMet(db: PersonDb, programmeId: string, otherId: string): Promise<Buffer[]> {
  const { rows } = await sql<{ mark: Buffer }>`select unnest(app.wishes_met(${programmeId}, ${otherId})) as mark`.execute(db);
  return rows.map(({ mark }) => mark);
}

/** The marks of one person on one side, opaque, most wanted first. */
export type WishMarks = { personId: string; side: MatchSide; marks: string[] };

/**
 * The marks of everybody in a programme when a round goes out, through the system door: no coordinator's session can read them. They lay
 * cards before coachees and go nowhere else: never into a run, results, progress, logs or pages a coordinator reads.
 */
export async function readWishMarks(db: SystemDb, place: { organisationId: string; programmeId: string }): Promise<WishMarks[]> {
  const { rows } = await sql<{ person_id: string; role: MatchSide; mark: Buffer }>`
    select * from app.wish_marks(${place.organisationId}, ${place.programmeId})`.execute(db);
  const grouped = Map.groupBy(rows, ({ person_id, role }) => `${person_id} ${role}`);
  return [...grouped.values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ personId: first.person_id, side: first.role, marks: own.map(({ mark }) => mark.toString('hex')) }] : [];
  });
}

/** Forgets what was volunteered thirty days after the match it was for (article 9). */
export async function forgetOldWishes(db: SystemDb): Promise<void> {
  await sql`select app.sweep_wishes()`.execute(db);
}

/** Lets go of what a round knew: why a coach said no, cards of wishes, and a year after the last decision the round itself. */
export async function forgetOldRounds(db: SystemDb): Promise<void> {
  await sql`select app.sweep_rounds()`.execute(db);
}
