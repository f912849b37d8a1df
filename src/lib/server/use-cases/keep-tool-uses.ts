import { phaseOf } from '#lib/domain/conversation/conversation-phase.ts';
import { isLately } from '#lib/domain/toolkit/pair-phase.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { type Conversation, listConversations } from '#lib/server/queries/conversations.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import { addToolUse, listToolUses, type ToolUse, type ToolUseState } from '#lib/server/queries/tool-uses.ts';
import type { PairReading } from './read-rounds.ts';

/** A tool that lies ready for a talk, with its words in the reader's language. */
export type TakenTool = { id: string; title: string; minutes: number; state: ToolUseState };

/** A tool in a pair: what was said of it last, and the talk it was taken to. Null: never taken up. */
export type ToolInPair = { use: ToolUse | null; talk: Pick<Conversation, 'id' | 'startsAt'> | null };

/** What somebody says of a tool in their pair. `now` in milliseconds since 1970. */
type Saying = { tool: string; personId: string; now: number };

/** Takes a tool to the next talk of the pair: the first that is planned or proposed; without one it waits. */
export async function takeTool(db: PersonDb, pair: Relationship, { tool, personId, now }: Saying): Promise<void> {
  const next = nextTalk(await listConversations(db, pair.id), now);
  await addToolUse(db, placeOf(pair), { tool, state: 'planned', conversationId: next?.id ?? null, notedBy: personId });
}

/** Says what became of a tool. It stays with the talk it was taken to. */
export async function sayOfTool(
  db: PersonDb,
  pair: Relationship,
  { tool, personId, state }: { tool: string; personId: string; state: Exclude<ToolUseState, 'planned'> }
): Promise<void> {
  const { use } = await readToolInPair(db, pair, tool);
  await addToolUse(db, placeOf(pair), { tool, state, conversationId: use?.conversationId ?? null, notedBy: personId });
}

/** What the pair said of a tool, and the talk it was taken to. */
export async function readToolInPair(db: PersonDb, pair: Relationship, tool: string): Promise<ToolInPair> {
  const use = (await listToolUses(db, pair.id)).find((line) => line.tool === tool) ?? null;
  const talks = use?.conversationId ? await listConversations(db, pair.id) : [];
  const talk = talks.find(({ id }) => id === use?.conversationId);
  return { use, talk: talk ? { id: talk.id, startsAt: talk.startsAt } : null };
}

/** The tools that lie ready for a talk, in the order in which they were taken; those that wait for a talk lie ready for the next one. */
export async function readTakenTools(
  db: PersonDb,
  { pair, library }: PairReading,
  wanted: { conversationId: string; locale: Locale; now: number }
): Promise<TakenTool[]> {
  const isNext = nextTalk(await listConversations(db, pair.id), wanted.now)?.id === wanted.conversationId;
  const isHere = ({ conversationId, state }: ToolUse) =>
    conversationId === wanted.conversationId || (isNext && conversationId === null && state === 'planned');
  return (await listToolUses(db, pair.id))
    .filter(isHere)
    .toReversed()
    .flatMap(({ tool, state }) => {
      const entry = library.tool(tool);
      return entry ? [{ id: tool, title: entry.words[wanted.locale].title, minutes: entry.tool.minutes, state }] : [];
    });
}

/** The tools that the pair took up in the past weeks; a suggestion lets them step back. */
export async function readLatelyUsed(db: PersonDb, pair: Relationship, now: number): Promise<string[]> {
  return (await listToolUses(db, pair.id)).filter(({ notedAt }) => isLately(notedAt.getTime(), now)).map(({ tool }) => tool);
}

function nextTalk(talks: readonly Conversation[], now: number): Conversation | undefined {
  const isToCome = (talk: Conversation) => phaseOf({ ...talk, startsAt: talk.startsAt?.getTime() ?? null }, now) !== 'after';
  return talks.find((talk) => talk.state === 'planned' && isToCome(talk)) ?? talks.find(({ state }) => state === 'proposed');
}
