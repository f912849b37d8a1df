import { sql } from 'kysely';
import type { ConversationState } from '#lib/domain/conversation/conversation-phase.ts';
import type { SystemDb } from '#lib/server/db.ts';
import type { AccountId } from './jobs.ts';

/** A talk as a mail may know it. */
export type TalkFactsForMail = {
  relationshipId: string;
  state: ConversationState;
  startsAt: Date | null;
  minutes: number;
  changes: number;
};

type TalkRow = { relationship_id: string; state: ConversationState; starts_at: Date | null; minutes: number; changes: number };

/** Times and state of a talk of a pair that lasts; null otherwise. */
export async function findTalkTimes(db: SystemDb, talk: { organisationId: string; id: string }): Promise<TalkFactsForMail | null> {
  const { rows } = await sql<TalkRow>`select * from app.talk_times(${talk.organisationId}, ${talk.id})`.execute(db);
  const [row] = rows;
  if (!row) return null;
  return { relationshipId: row.relationship_id, state: row.state, startsAt: row.starts_at, minutes: row.minutes, changes: row.changes };
}

/** Whether an action still waits. */
export async function isActionOpen(db: SystemDb, action: { organisationId: string; id: string }): Promise<boolean> {
  const { rows } = await sql<{ is_open: boolean }>`select app.is_action_open(${action.organisationId}, ${action.id}) as is_open`.execute(
    db
  );
  return rows[0]?.is_open ?? false;
}

/** The version of the agreement in force; null: none, or the pair is over. */
export async function findAgreementInForce(db: SystemDb, pair: { organisationId: string; relationshipId: string }): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null;
  }>`select app.agreement_in_force(${pair.organisationId}, ${pair.relationshipId}) as id`.execute(db);
  return rows[0]?.id ?? null;
}

/** The summaries that are due at a moment, taken so that nobody else sends them too. */
export async function takeDigests(db: SystemDb, moment: Date): Promise<AccountId[]> {
  const { rows } = await sql<{ organisation_id: string; person_id: string }>`select * from app.take_digests(${moment})`.execute(db);
  return rows.map((row) => ({ organisationId: row.organisation_id, personId: row.person_id }));
}

/** What stands in somebody's summary: talks of the coming week, and how many of their own actions are open. */
export async function findDigestFacts(db: SystemDb, person: AccountId): Promise<{ talks: Date[]; openActions: number }> {
  const { rows } = await sql<{ talk_at: Date[]; open_actions: number }>`
    select talk_at, open_actions::int from app.digest_facts(${person.organisationId}, ${person.personId})`.execute(db);
  return { talks: rows[0]?.talk_at ?? [], openActions: rows[0]?.open_actions ?? 0 };
}

/** Takes away notes that were deleted more than thirty seconds ago; nothing of them is read. */
export async function forgetDeletedNotes(db: SystemDb): Promise<void> {
  await sql`select app.sweep_notes()`.execute(db);
}
