import { sql } from 'kysely';
import type { MatchSide } from '#lib/domain/matching/profile-form.ts';
import { type MatchBackground, type MatchProfile, parseMatchBackground, parseMatchProfile } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';

/** A profile as kept; `handedInAt` null: a draft, which nobody else sees. `byOwnHand` false: it stood in a file, and declares nothing (C14). */
export type KeptProfile = { id: string; profile: MatchProfile; handedInAt: Date | null; changedAt: Date; byOwnHand: boolean };

/** Whose profile: one person on one side of one programme. */
export type ProfilePlace = { organisationId: string; programmeId: string; personId: string; side: MatchSide };

/** What somebody said in a programme, as far as the acting person may read it; null when nothing. */
export async function findProfile(
  db: PersonDb,
  { programmeId, personId, side }: Omit<ProfilePlace, 'organisationId'>
): Promise<KeptProfile | null> {
  const row = await db
    .selectFrom('match_profiles')
    .select(['id', 'answers', 'handed_in_at as handedInAt', 'changed_at as changedAt', 'by_own_hand as byOwnHand'])
    .where('programme_id', '=', programmeId)
    .where('person_id', '=', personId)
    .where('role', '=', side)
    .executeTakeFirst();
  if (!row) return null;
  const { answers, ...kept } = row;
  return { ...kept, profile: parseMatchProfile(answers) };
}

/** What goes with a profile for the rules only; all missing when it may not be read. */
export async function findBackground(db: PersonDb, profileId: string): Promise<MatchBackground> {
  const row = await db.selectFrom('match_backgrounds').select('answers').where('profile_id', '=', profileId).executeTakeFirst();
  return parseMatchBackground(row?.answers);
}

/** Adds a profile with its background; nothing happens when there is one. */
export async function addProfile(db: PersonDb, { organisationId, programmeId, personId, side }: ProfilePlace, added: Added): Promise<void> {
  const row = { organisation_id: organisationId, id: added.id, programme_id: programmeId, person_id: personId, role: side };
  await db
    .insertInto('match_profiles')
    .values({ ...row, answers: JSON.stringify(added.profile), by_own_hand: true })
    .execute();
  await db
    .insertInto('match_backgrounds')
    .values({ organisation_id: organisationId, profile_id: added.id, answers: JSON.stringify(added.background) })
    .execute();
}

type Added = { id: string; profile: MatchProfile; background: MatchBackground };

/** Keeps what the acting person now says. */
export async function changeOwnProfile(db: PersonDb, { id, profile, background }: Added): Promise<void> {
  await db
    .updateTable('match_profiles')
    .set({
      ...{ answers: JSON.stringify(profile), changed_at: sql<Date>`now()`, by_own_hand: true },
      declared_at: sql<Date>`case when answers -> 'evaluatorContact' is distinct from ${JSON.stringify(profile.evaluatorContact)}::jsonb
        or answers -> 'roles' is distinct from ${JSON.stringify(profile.roles)}::jsonb then now() else declared_at end`
    })
    .where('id', '=', id)
    .execute();
  await db
    .updateTable('match_backgrounds')
    .set({ answers: JSON.stringify(background) })
    .where('profile_id', '=', id)
    .execute();
}

/** From now on the match may use it, and the coordinator may read it. */
export async function handInProfile(db: PersonDb, id: string): Promise<void> {
  await db
    .updateTable('match_profiles')
    .set({ handed_in_at: sql<Date>`coalesce(handed_in_at, now())` })
    .where('id', '=', id)
    .execute();
}

/** A side on which the acting person takes part in a programme. */
export type OwnSide = {
  programmeId: string;
  programme: string;
  side: MatchSide;
  isHandedIn: boolean;
  isStarted: boolean;
  isSuggested: boolean;
};

/** Where the acting person is a coach or a coachee, by the name of the programme, and whether they have told about themselves there. */
export async function listOwnSides(db: PersonDb, personId: string): Promise<OwnSide[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('programmes', 'programmes.id', 'memberships.programme_id')
    .leftJoin('match_profiles', (join) =>
      join
        .onRef('match_profiles.programme_id', '=', 'memberships.programme_id')
        .onRef('match_profiles.person_id', '=', 'memberships.person_id')
        .onRef('match_profiles.role', '=', 'memberships.role')
    )
    .select(['programmes.id', 'programmes.name', 'memberships.role', 'match_profiles.handed_in_at', 'match_profiles.id as profile'])
    .select((row) =>
      row
        .exists(
          row
            .selectFrom('match_suggestions')
            .select('round_id')
            .whereRef('match_suggestions.programme_id', '=', 'memberships.programme_id')
            .where('match_suggestions.coachee_id', '=', personId)
        )
        .as('is_suggested')
    )
    .where('memberships.person_id', '=', personId)
    .where('memberships.role', 'in', ['coach', 'coachee'])
    .orderBy('programmes.name')
    .orderBy('memberships.role', 'desc')
    .execute();
  return rows.map((row) => ({
    programmeId: row.id,
    programme: row.name,
    side: row.role as MatchSide, // just asked for
    isHandedIn: row.handed_in_at !== null,
    isStarted: row.profile !== null,
    isSuggested: row.role === 'coachee' && Boolean(row.is_suggested)
  }));
}
