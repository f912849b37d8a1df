import { type ExpressionBuilder, sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import type { DB } from '#lib/server/schema.generated.ts';
import type { AccountId } from './jobs.ts';

/** How a person signs in, with what a letter to them needs. */
export type Account = AccountId & {
  email: string;
  passwordHash: string | null;
  name: string;
  language: 'nl' | 'en';
  timeZone: string;
  organisationName: string;
};

function selectAccounts(db: SystemDb) {
  return db
    .selectFrom('accounts')
    .innerJoin('people', (join) =>
      join.onRef('people.organisation_id', '=', 'accounts.organisation_id').onRef('people.id', '=', 'accounts.person_id')
    )
    .innerJoin('organisations', 'organisations.id', 'accounts.organisation_id')
    .select(['accounts.organisation_id as organisationId', 'accounts.person_id as personId', 'email', 'password_hash as passwordHash'])
    .select(['people.name', 'people.language', 'people.time_zone as timeZone', 'organisations.name as organisationName']);
}

/** The accounts with an address, oldest first: one per organisation. `email` in lower case. */
export async function findAccounts(db: SystemDb, email: string): Promise<Account[]> {
  return selectAccounts(db).where('email', '=', email).orderBy('accounts.created_at').execute();
}

/** The account of a person; null when there is none. */
export async function findAccount(db: SystemDb, { organisationId, personId }: AccountId): Promise<Account | null> {
  const row = await selectAccounts(db)
    .where('accounts.organisation_id', '=', organisationId)
    .where('accounts.person_id', '=', personId)
    .executeTakeFirst();
  return row ?? null;
}

/** Whose address this is in an organisation; null when nobody's. */
export async function findPersonByEmail(
  db: SystemDb,
  { organisationId, email }: { organisationId: string; email: string }
): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

export async function addAccount(db: SystemDb, account: AccountId & { email: string }): Promise<void> {
  await db
    .insertInto('accounts')
    .values({ organisation_id: account.organisationId, person_id: account.personId, email: account.email })
    .execute();
}

export async function setPasswordHash(db: SystemDb, account: AccountId, hash: string): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ password_hash: hash })
    .where('organisation_id', '=', account.organisationId)
    .where('person_id', '=', account.personId)
    .execute();
}

/** The address the asker signs in with. */
export async function findOwnEmail(db: PersonDb): Promise<string> {
  const own = (eb: ExpressionBuilder<DB, 'accounts'>) => eb('person_id', '=', sql<string>`app.person_id()`);
  return (await db.selectFrom('accounts').select('email').where(own).executeTakeFirstOrThrow()).email;
}
