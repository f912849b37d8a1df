import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import type { AccountId } from './jobs.ts';

/** Kinds of mail a person may switch off; signing in and invitations always come. */
export type MailChoice = 'pair' | 'mirror' | 'conversation' | 'reminder' | 'agreement' | 'action' | 'digest';
export const mailChoices: readonly MailChoice[] = ['conversation', 'reminder', 'agreement', 'action', 'mirror', 'pair', 'digest'];

/** The kinds the acting person does not want. */
export async function listUnwantedMail(db: PersonDb): Promise<MailChoice[]> {
  const rows = await db.selectFrom('mail_choices').select('kind').execute();
  return rows.map(({ kind }) => kind);
}

/** Sets which kinds the acting person does not want. */
export async function setUnwantedMail(db: PersonDb, person: AccountId, kinds: readonly MailChoice[]): Promise<void> {
  await db.deleteFrom('mail_choices').where('person_id', '=', person.personId).execute();
  if (kinds.length === 0) return;
  const rows = kinds.map((kind) => ({ organisation_id: person.organisationId, person_id: person.personId, kind }));
  await db.insertInto('mail_choices').values(rows).execute();
}

/** Whether somebody does not want this kind. */
export async function isUnwanted(db: SystemDb, person: AccountId, kind: MailChoice): Promise<boolean> {
  const row = await db
    .selectFrom('mail_choices')
    .select('kind')
    .where('organisation_id', '=', person.organisationId)
    .where('person_id', '=', person.personId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row !== undefined;
}

/** Switches a kind off for whoever held the link in a mail; twice is once. */
export async function switchOffMail(db: SystemDb, person: AccountId, kind: MailChoice): Promise<void> {
  await db
    .insertInto('mail_choices')
    .values({ organisation_id: person.organisationId, person_id: person.personId, kind })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
