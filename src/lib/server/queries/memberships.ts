import type { SystemDb } from '#lib/server/db.ts';
import type { MembershipsTable } from '#lib/server/schema.generated.ts';
import { newId } from '#lib/server/new-id.ts';
import type { AccountId } from './jobs.ts';

export type MembershipRole = MembershipsTable['role'];

/** Everything a person is, in whatever programme; each role once. */
export async function listRoles(db: SystemDb, { organisationId, personId }: AccountId): Promise<MembershipRole[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('role')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => row.role);
}

/** `programmeId` null: in the whole organisation. */
export type NewMembership = { programmeId: string | null; role: MembershipRole };

/** Makes a person something; nothing happens when they are it already. */
export async function addMembership(db: SystemDb, person: AccountId, { programmeId, role }: NewMembership): Promise<void> {
  await db
    .insertInto('memberships')
    .values({ organisation_id: person.organisationId, id: newId(), person_id: person.personId, programme_id: programmeId, role })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
