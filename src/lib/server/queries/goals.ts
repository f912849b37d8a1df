import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';
import type { PairPlace } from './relationships.ts';

/** What a pair works towards, sealed. A goal that was continued or changed stays open (C35). */
export type SealedGoal = {
  id: string;
  conversationId: string | null;
  body: Buffer;
  state: 'open' | 'achieved' | 'let-go';
  createdBy: string;
  createdAt: Date;
};

/** The goals of a pair, oldest first. */
export async function listGoals(db: PersonDb, relationshipId: string): Promise<SealedGoal[]> {
  const rows = await selectGoals(db).where('relationship_id', '=', relationshipId).orderBy('created_at').orderBy('id').execute();
  return rows.map(fromRow);
}

/** One goal, locked until the end of the transaction; null when it is not there or not theirs. */
export async function lockGoal(db: PersonDb, relationshipId: string, id: string): Promise<SealedGoal | null> {
  const row = await selectGoals(db).where('relationship_id', '=', relationshipId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? fromRow(row) : null;
}

function selectGoals(db: PersonDb) {
  return db.selectFrom('goals').select(['id', 'conversation_id', 'body', 'state', 'created_by', 'created_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectGoals>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): SealedGoal {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    body: row.body,
    state: row.state,
    createdBy: row.created_by,
    createdAt: row.created_at
  };
}

export async function addGoal(
  db: PersonDb,
  pair: PairPlace,
  goal: Pick<SealedGoal, 'id' | 'conversationId' | 'body' | 'createdBy'>
): Promise<void> {
  await db
    .insertInto('goals')
    .values({
      organisation_id: pair.organisationId,
      id: goal.id,
      relationship_id: pair.relationshipId,
      conversation_id: goal.conversationId,
      body: goal.body,
      created_by: goal.createdBy
    })
    .onConflict((conflict) => conflict.doNothing()) // the same form sent twice
    .execute();
}

export async function changeGoal(db: PersonDb, id: string, change: Partial<Pick<SealedGoal, 'body' | 'state'>>): Promise<void> {
  await db
    .updateTable('goals')
    .set({
      ...(change.state !== undefined && { state: change.state }),
      ...(change.body !== undefined && { body: change.body, edited_at: sql<Date>`now()` })
    })
    .where('id', '=', id)
    .execute();
}

/** How a goal went, as noted at the time; the context is sealed (C35). */
export type SealedReview = {
  id: string;
  goalId: string;
  conversationId: string | null;
  outcome: 'achieved' | 'continued' | 'changed' | 'let-go';
  context: Buffer | null;
  reviewedBy: string;
  reviewedAt: Date;
};

/** All reviews of a pair's goals, oldest first. */
export async function listReviews(db: PersonDb, relationshipId: string): Promise<SealedReview[]> {
  const rows = await db
    .selectFrom('goal_reviews')
    .select(['id', 'goal_id', 'conversation_id', 'outcome', 'context', 'reviewed_by', 'reviewed_at'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('reviewed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    goalId: row.goal_id,
    conversationId: row.conversation_id,
    outcome: row.outcome,
    context: row.context,
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at
  }));
}

export async function addReview(db: PersonDb, pair: PairPlace, review: Omit<SealedReview, 'reviewedAt'>): Promise<void> {
  await db
    .insertInto('goal_reviews')
    .values({
      organisation_id: pair.organisationId,
      id: review.id,
      relationship_id: pair.relationshipId,
      goal_id: review.goalId,
      conversation_id: review.conversationId,
      outcome: review.outcome,
      context: review.context,
      reviewed_by: review.reviewedBy
    })
    .execute();
}
