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

/** Who coordinates a programme, as somebody who does may read. */
export async function listCoordinators(db: PersonDb, programmeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('programme_id', '=', programmeId)
    .where('role', '=', 'coordinator')
    .execute();
  return rows.map((row) => row.person_id);
}

/** How many take part in a programme the asker coordinates, and how many of them as a coach or a coachee. */
export async function countMembers(db: PersonDb, programmeId: string): Promise<{ people: number; coaches: number; coachees: number }> {
  const { rows } = await sql<{ people: number; coaches: number; coachees: number }>`
    /* planned anew */ select count(distinct person_id)::integer as people, count(*) filter (where role = 'coach')::integer as coaches,
      count(*) filter (where role = 'coachee')::integer as coachees from memberships where programme_id = ${programmeId}`.execute(db);
  return rows[0] ?? { people: 0, coaches: 0, coachees: 0 };
}

/** Which people of a programme: a part of the name or the address, and of one side only when asked. */
type Sought = { search: string; role?: 'coach' | 'coachee'; offset: number; most: number };

/** A page of the people of a programme the asker coordinates, by name, and how many are found. */
export async function searchMembers(
  db: PersonDb,
  programmeId: string,
  { search, role, offset, most }: Sought
): Promise<{ members: Member[]; count: number }> {
  const like = `%${search.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  const { rows } = await sql<Member & { count: number }>`
    /* planned anew */ with found as (
      select p.id, p.name, a.email, count(*) over ()::integer as count
        from people p join accounts a on a.organisation_id = p.organisation_id and a.person_id = p.id
       where p.id in (select person_id from memberships where programme_id = ${programmeId} and role = coalesce(${role ?? null}, role))
         and (p.name ilike ${like} or a.email ilike ${like})
       order by p.name, p.id offset ${offset} limit ${most})
    select id as "personId", name, email, count,
      array(select role from memberships where programme_id = ${programmeId} and person_id = found.id order by role) as roles
      from found order by name, id`.execute(db);
  return { members: rows.map(({ personId, name, email, roles }) => ({ personId, name, email, roles })), count: rows[0]?.count ?? 0 };
}

/** The people on one side of a programme who are meant by a text: the whole name, the address, or both as `labelMember` writes them. */
export async function listMembersNamed(
  db: PersonDb,
  programmeId: string,
  { role, text, most }: { role: 'coach' | 'coachee'; text: string; most: number }
): Promise<Pick<Member, 'personId' | 'email'>[]> {
  const { rows } = await sql<Pick<Member, 'personId' | 'email'>>`
    /* planned anew */ select p.id as "personId", a.email
      from people p join accounts a on a.organisation_id = p.organisation_id and a.person_id = p.id
     where p.id in (select person_id from memberships where programme_id = ${programmeId} and role = ${role})
       and lower(${text}) in (lower(p.name), a.email, lower(p.name) || ' (' || a.email || ')')
     order by a.email limit ${most}`.execute(db);
  return rows;
}

/** Somebody as they are offered for a choice: two people may have one name. */
export function labelMember({ name, email }: Pick<Member, 'name' | 'email'>): string {
  return `${name} (${email})`;
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
