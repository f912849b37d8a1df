import { sql } from 'kysely';
import type { ConversationState } from '#lib/domain/conversation/conversation-phase.ts';
import type { Hat } from '#lib/domain/hat/hat.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { PairPlace } from './relationships.ts';

/** One talk of a pair as it stands. `place` is sealed. `changes` counts what an invite must tell. `startsAt` null: no date yet. */
export type Conversation = {
  id: string;
  relationshipId: string;
  state: ConversationState;
  startsAt: Date | null;
  minutes: number;
  timeZone: string;
  place: Buffer | null;
  hat: 'coach' | 'evaluator' | 'manager';
  createdBy: string;
  changes: number;
  closedAt: Date | null;
};

/** All talks of a pair, first to last; those without a date at the end. */
export async function listConversations(db: PersonDb, relationshipId: string): Promise<Conversation[]> {
  const rows = await selectConversations(db)
    .where('relationship_id', '=', relationshipId)
    .orderBy(sql`starts_at nulls last`)
    .execute();
  return rows.map(fromRow);
}

/** One talk of a pair; null when it is not there or not theirs. */
export async function findConversation(db: PersonDb, relationshipId: string, id: string): Promise<Conversation | null> {
  const row = await selectConversations(db).where('relationship_id', '=', relationshipId).where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

function selectConversations(db: PersonDb) {
  return db
    .selectFrom('conversations')
    .select(['id', 'relationship_id', 'state', 'starts_at', 'minutes', 'time_zone', 'place', 'hat', 'created_by', 'changes', 'closed_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectConversations>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): Conversation {
  return {
    id: row.id,
    relationshipId: row.relationship_id,
    state: row.state,
    startsAt: row.starts_at,
    minutes: row.minutes,
    timeZone: row.time_zone,
    place: row.place,
    hat: row.hat,
    createdBy: row.created_by,
    changes: row.changes,
    closedAt: row.closed_at
  };
}

/** A talk to be: with a date it is planned, without it waits for one. */
export type NewConversation = Pick<Conversation, 'id' | 'startsAt' | 'minutes' | 'timeZone' | 'place'> & { personId: string };

/** Adds a talk; false when it was added before, by the same form sent twice. */
export async function addConversation(db: PersonDb, pair: PairPlace, conversation: NewConversation): Promise<boolean> {
  const added = await db
    .insertInto('conversations')
    .values({
      organisation_id: pair.organisationId,
      id: conversation.id,
      relationship_id: pair.relationshipId,
      state: conversation.startsAt === null ? 'proposed' : 'planned',
      starts_at: conversation.startsAt,
      minutes: conversation.minutes,
      time_zone: conversation.timeZone,
      place: conversation.place,
      created_by: conversation.personId
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** What changes when a talk is planned, moved, held, skipped or called off. */
export type ConversationChange = Partial<Pick<Conversation, 'state' | 'startsAt' | 'minutes' | 'timeZone' | 'place' | 'closedAt'>>;

/** Changes a talk that is still in one of the states `from`; false when it was not, or the agreement comes first (C15). Every change counts for the invite. */
export async function changeConversation(
  db: PersonDb,
  target: { id: string; relationshipId: string; from: readonly ConversationState[] },
  change: ConversationChange
): Promise<boolean> {
  const changed = await db
    .updateTable('conversations')
    .set({
      ...(change.state !== undefined && { state: change.state }),
      ...(change.startsAt !== undefined && { starts_at: change.startsAt }),
      ...(change.minutes !== undefined && { minutes: change.minutes }),
      ...(change.timeZone !== undefined && { time_zone: change.timeZone }),
      ...(change.place !== undefined && { place: change.place }),
      ...(change.closedAt !== undefined && { closed_at: change.closedAt }),
      changes: sql<number>`changes + 1`
    })
    .where('relationship_id', '=', target.relationshipId)
    .where('id', '=', target.id)
    .where('state', 'in', target.from)
    .where(sql<boolean>`app.may_stand(id, relationship_id, ${change.state ?? sql.ref('state')}, hat)`)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Puts a hat on a talk; the database notes who and when. False when it may not be put on: not the coach's, or not declared (C12). */
export async function setTalkHat(db: PersonDb, talk: { id: string; relationshipId: string; hat: Hat }): Promise<boolean> {
  const changed = await db
    .updateTable('conversations')
    .set({ hat: talk.hat })
    .where('relationship_id', '=', talk.relationshipId)
    .where('id', '=', talk.id)
    .where('state', '<>', 'cancelled')
    .where(sql<boolean>`app.may_stand(id, relationship_id, state, ${talk.hat})`)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** A moment proposed for a talk that has no date yet. */
export type ProposedTime = { id: string; conversationId: string; startsAt: Date; proposedBy: string };

/** The moments proposed for the talks of a pair, earliest first. */
export async function listProposedTimes(db: PersonDb, relationshipId: string): Promise<ProposedTime[]> {
  const rows = await db
    .selectFrom('conversation_times')
    .select(['id', 'conversation_id', 'starts_at', 'proposed_by'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({ id: row.id, conversationId: row.conversation_id, startsAt: row.starts_at, proposedBy: row.proposed_by }));
}

/** Puts these moments in the place of those that were proposed before. */
export async function replaceProposedTimes(
  db: PersonDb,
  talk: PairPlace & { conversationId: string; personId: string },
  moments: readonly Date[]
): Promise<void> {
  await db
    .deleteFrom('conversation_times')
    .where('relationship_id', '=', talk.relationshipId)
    .where('conversation_id', '=', talk.conversationId)
    .execute();
  if (moments.length === 0) return;
  const rows = moments.map((startsAt) => ({
    organisation_id: talk.organisationId,
    id: newId(),
    relationship_id: talk.relationshipId,
    conversation_id: talk.conversationId,
    starts_at: startsAt,
    proposed_by: talk.personId
  }));
  await db.insertInto('conversation_times').values(rows).execute();
}

/** Whether another talk may be planned: the agreement is signed, put off, or this is the first (C15). */
export async function mayPlan(db: PersonDb, relationshipId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_plan(${relationshipId}) as may`.execute(db);
  return rows[0]?.may ?? false;
}

/** The rhythm a pair chose for itself and the one of its programme, in days; null where nobody chose. */
export async function findRhythm(db: PersonDb, relationshipId: string): Promise<{ pair: number | null; programme: number | null }> {
  const row = await db
    .selectFrom('relationships')
    .innerJoin('programmes', 'programmes.id', 'relationships.programme_id')
    .leftJoin('pair_rhythms', 'pair_rhythms.relationship_id', 'relationships.id')
    .select(['pair_rhythms.rhythm_days as pair', 'programmes.rhythm_days as programme'])
    .where('relationships.id', '=', relationshipId)
    .executeTakeFirst();
  return { pair: row?.pair ?? null, programme: row?.programme ?? null };
}

/** Sets how often a pair talks, in days; null gives it back to the programme. */
export async function setRhythm(db: PersonDb, pair: PairPlace, days: number | null): Promise<void> {
  await keepRhythm(db, pair, { rhythm_days: days });
}

/** What a pair chose: how often it talks, in days, or until when its agreement is put off, as 2027-02-01. */
export type RhythmChoice = { rhythm_days: number | null } | { agreement_postponed_until: string };

/** Keeps one choice beside the others of a pair. The line may come from the other at the same time: then it is changed all the same. */
export async function keepRhythm(db: PersonDb, pair: PairPlace, choice: RhythmChoice): Promise<void> {
  if (await changeRhythm(db, pair, choice)) return;
  const added = await db
    .insertInto('pair_rhythms')
    .values({ organisation_id: pair.organisationId, relationship_id: pair.relationshipId, ...choice })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) await changeRhythm(db, pair, choice);
}

async function changeRhythm(db: PersonDb, pair: PairPlace, choice: RhythmChoice): Promise<boolean> {
  const changed = await db.updateTable('pair_rhythms').set(choice).where('relationship_id', '=', pair.relationshipId).executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
