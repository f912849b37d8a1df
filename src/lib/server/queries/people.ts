import { sql } from 'kysely';
import type { Profile } from '#lib/domain/person/parse-profile.ts';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import type { AccountId } from './jobs.ts';
import type { MembershipRole } from './memberships.ts';

/** The asker's own profile. */
export async function findOwnProfile(db: PersonDb): Promise<Profile> {
  return db
    .selectFrom('people')
    .select(['name', 'pronouns', 'language', 'time_zone as timeZone'])
    .where('id', '=', sql<string>`app.person_id()`)
    .executeTakeFirstOrThrow();
}

/** Changes the asker's own profile. */
export async function changeOwnProfile(db: PersonDb, { name, pronouns, language, timeZone }: Profile): Promise<void> {
  await db
    .updateTable('people')
    .set({ name, pronouns, language, time_zone: timeZone })
    .where('id', '=', sql<string>`app.person_id()`)
    .execute();
}

export async function addPerson(db: SystemDb, { organisationId, personId }: AccountId, profile: Profile): Promise<void> {
  const { name, pronouns, language, timeZone } = profile;
  await db
    .insertInto('people')
    .values({ organisation_id: organisationId, id: personId, name, pronouns, language, time_zone: timeZone })
    .execute();
}

/** Somebody of a demo organisation, with what they are there. */
export type DemoPerson = AccountId & { name: string; organisationName: string; world: 'education' | 'work'; roles: MembershipRole[] };

/** The people anybody may try out being: those of demo organisations, by organisation and name. */
export async function listDemoPeople(db: SystemDb): Promise<DemoPerson[]> {
  return db
    .selectFrom('people')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .innerJoin('memberships', (join) =>
      join.onRef('memberships.organisation_id', '=', 'people.organisation_id').onRef('memberships.person_id', '=', 'people.id')
    )
    .select(['people.organisation_id as organisationId', 'people.id as personId', 'people.name'])
    .select(['organisations.name as organisationName', 'organisations.world'])
    .select(sql<MembershipRole[]>`array_agg(distinct memberships.role)`.as('roles'))
    .where('organisations.is_demo', '=', true)
    .whereRef('people.created_at', '=', 'organisations.created_at') // who came with the demo, and nobody who was brought in since
    .groupBy(['people.organisation_id', 'people.id', 'people.name', 'organisations.name', 'organisations.world'])
    .orderBy('organisations.name')
    .orderBy('people.name')
    .execute();
}

/** Where somebody's clock is: of oneself, or of somebody one has a pair with; UTC for anybody else. */
export async function findTimeZone(db: PersonDb, personId: string): Promise<string> {
  const row = await db.selectFrom('people').select('time_zone').where('id', '=', personId).executeTakeFirst();
  return row?.time_zone ?? 'UTC';
}
