import type { ElementWords } from '#lib/domain/conversation/elements.ts';
import { sql } from 'kysely';
import type { World } from '#lib/domain/toolkit/tool.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { MembershipRole } from './memberships.ts';

/** A group of pairs with the same rules and rhythm; both rhythms in days. */
export type Programme = { id: string; name: string; world: World; mirrorDays: number; needIntervalDays: number };

function selectProgrammes(db: PersonDb) {
  return db.selectFrom('programmes').select(['id', 'name', 'world', 'mirror_days as mirrorDays', 'need_interval_days as needIntervalDays']);
}

/** The programmes the asker coordinates, by name. */
export async function listCoordinatedProgrammes(db: PersonDb): Promise<Programme[]> {
  return selectProgrammes(db)
    .where(sql<boolean>`id = any ((select app.programmes_coordinated())::uuid[])`)
    .orderBy('name')
    .execute();
}

/** Every programme the asker may know of, by name: for an administrator all of the organisation. */
export async function listProgrammes(db: PersonDb): Promise<Programme[]> {
  return selectProgrammes(db).orderBy('name').execute();
}

/** A programme the asker coordinates; null when it is not there or not theirs. */
export async function findCoordinatedProgramme(db: PersonDb, id: string): Promise<Programme | null> {
  const row = await selectProgrammes(db)
    .where('id', '=', id)
    .where(sql<boolean>`id = any ((select app.programmes_coordinated())::uuid[])`)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether the asker may make a new programme. */
export async function mayCreateProgrammes(db: PersonDb): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_create_programmes() as may`.execute(db);
  return rows[0]?.may ?? false;
}

/** Makes a programme with the asker as its first coordinator. */
export async function createProgramme(
  db: PersonDb,
  programme: { id: string; membershipId: string; name: string; world: World }
): Promise<void> {
  const { id, membershipId, name, world } = programme;
  await sql`select app.create_programme(${id}, ${membershipId}, ${name}, ${world})`.execute(db);
}

/** Changes the rules of a programme; false when the asker does not coordinate it. */
export async function changeProgramme(db: PersonDb, programme: Programme): Promise<boolean> {
  const { id, name, world, mirrorDays, needIntervalDays } = programme;
  const row = await db
    .updateTable('programmes')
    .set({ name, world, mirror_days: mirrorDays, need_interval_days: needIntervalDays })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Somebody in a programme, with all their roles there. */
export type Member = { personId: string; name: string; email: string; roles: MembershipRole[] };

/** The people of a programme the asker coordinates, by name. */
export async function listMembers(db: PersonDb, programmeId: string): Promise<Member[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('people', (join) =>
      join.onRef('people.organisation_id', '=', 'memberships.organisation_id').onRef('people.id', '=', 'memberships.person_id')
    )
    .innerJoin('accounts', (join) =>
      join.onRef('accounts.organisation_id', '=', 'people.organisation_id').onRef('accounts.person_id', '=', 'people.id')
    )
    .select(['people.id as personId', 'people.name', 'accounts.email'])
    .select(sql<MembershipRole[]>`array_agg(memberships.role order by memberships.role)`.as('roles'))
    .where('memberships.programme_id', '=', programmeId)
    .groupBy(['people.id', 'people.name', 'accounts.email'])
    .orderBy('people.name')
    .execute();
}

/** A part of the people of a programme the asker coordinates, by id; `after`: the last id of the part before. */
export async function listMemberNames(
  db: PersonDb,
  programmeId: string,
  { after, most }: { after: string | null; most: number }
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(['people.id', 'people.name'])
    .distinct()
    .where('memberships.programme_id', '=', programmeId)
    .$if(after !== null, (query) => query.where('people.id', '>', after ?? ''))
    .orderBy('people.id')
    .limit(most)
    .execute();
}

/** Holds a programme the asker coordinates until the end of the transaction: who invites at the same time waits. */
export async function lockProgramme(db: PersonDb, id: string): Promise<void> {
  await db.selectFrom('programmes').select('id').where('id', '=', id).forUpdate().execute();
}

/** What a coordinator decides about the talks of a programme. `rhythmDays` null: the usual rhythm of its world. */
export type ConversationRules = { rhythmDays: number | null; elements: ElementWords };

/** How the pairs of a programme talk. An element it did not word is not in `elements` (C34). */
export async function findConversationRules(db: PersonDb, programmeId: string): Promise<ConversationRules> {
  const row = await db
    .selectFrom('programmes')
    .select(['rhythm_days', 'conversation_elements'])
    .where('id', '=', programmeId)
    .executeTakeFirst();
  const elements: ElementWords = row?.conversation_elements ?? {}; // written by setConversationRules only
  return { rhythmDays: row?.rhythm_days ?? null, elements };
}

/** Sets how the pairs of a programme talk; nothing happens to a programme of somebody else. */
export async function setConversationRules(db: PersonDb, programmeId: string, rules: ConversationRules): Promise<void> {
  await db
    .updateTable('programmes')
    .set({ rhythm_days: rules.rhythmDays, conversation_elements: JSON.stringify(rules.elements) })
    .where('id', '=', programmeId)
    .execute();
}
