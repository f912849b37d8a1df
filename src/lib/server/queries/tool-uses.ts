import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { PairPlace } from './relationships.ts';

/** `planned`: taken to a talk. `helped`, `not-now`: what became of it. */
export type ToolUseState = 'planned' | 'helped' | 'not-now';

/** A line about a tool. `conversationId` null: it waits for the next talk. */
export type ToolUse = { tool: string; state: ToolUseState; conversationId: string | null; notedAt: Date };

/** What a pair said last of each tool it took up, the newest first. */
export async function listToolUses(db: PersonDb, relationshipId: string): Promise<ToolUse[]> {
  const rows = await db
    .selectFrom('tool_uses')
    .select(['tool', 'state', 'conversation_id', 'noted_at'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('noted_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows
    .filter(({ tool }, index) => rows.findIndex((row) => row.tool === tool) === index)
    .map(({ tool, state, conversation_id, noted_at }) => ({ tool, state, conversationId: conversation_id, notedAt: noted_at }));
}

/** Adds a line about a tool. */
export async function addToolUse(
  db: PersonDb,
  pair: PairPlace,
  use: Pick<ToolUse, 'tool' | 'state' | 'conversationId'> & { notedBy: string }
): Promise<void> {
  await db
    .insertInto('tool_uses')
    .values({
      organisation_id: pair.organisationId,
      id: newId(),
      relationship_id: pair.relationshipId,
      conversation_id: use.conversationId,
      tool: use.tool,
      state: use.state,
      noted_by: use.notedBy
    })
    .execute();
}
