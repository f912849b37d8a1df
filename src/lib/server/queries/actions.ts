import { sql } from 'kysely';
import type { Side } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { PairPlace } from './relationships.ts';

/** Who does what by when, sealed. `dueOn` "2026-03-29"; null: no date. Done, let go, or neither (C36). */
export type SealedAction = {
  id: string;
  conversationId: string | null;
  owner: Side;
  body: Buffer;
  dueOn: string | null;
  doneAt: Date | null;
  letGoAt: Date | null;
  createdAt: Date;
};

/** The actions of a pair: soonest first, those without a date last. */
export async function listActions(db: PersonDb, relationshipId: string): Promise<SealedAction[]> {
  const rows = await db
    .selectFrom('actions')
    .select(['id', 'conversation_id', 'owner', 'body', 'done_at', 'let_go_at', 'created_at'])
    .select(sql<string | null>`due_on::text`.as('due_on'))
    .where('relationship_id', '=', relationshipId)
    .orderBy(sql`actions.due_on nulls last`)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    owner: row.owner,
    body: row.body,
    dueOn: row.due_on,
    doneAt: row.done_at,
    letGoAt: row.let_go_at,
    createdAt: row.created_at
  }));
}

export type NewAction = Pick<SealedAction, 'id' | 'conversationId' | 'owner' | 'body' | 'dueOn'> & { createdBy: string };

export async function addAction(db: PersonDb, pair: PairPlace, action: NewAction): Promise<void> {
  await db
    .insertInto('actions')
    .values({
      organisation_id: pair.organisationId,
      id: action.id,
      relationship_id: pair.relationshipId,
      conversation_id: action.conversationId,
      owner: action.owner,
      body: action.body,
      due_on: action.dueOn === null ? null : sql<Date>`${action.dueOn}::date`,
      created_by: action.createdBy
    })
    .onConflict((conflict) => conflict.doNothing()) // the same form sent twice
    .execute();
}

/** Marks an action done, let go, or open again; false when there is none. */
export async function settleAction(
  db: PersonDb,
  target: { relationshipId: string; id: string },
  state: 'done' | 'let-go' | 'open'
): Promise<boolean> {
  const now = sql<Date>`now()`;
  const changed = await db
    .updateTable('actions')
    .set({ done_at: state === 'done' ? now : null, let_go_at: state === 'let-go' ? now : null })
    .where('relationship_id', '=', target.relationshipId)
    .where('id', '=', target.id)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
