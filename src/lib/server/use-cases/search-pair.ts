import { plainTextOf } from '#lib/domain/conversation/live-blocks.ts';
import { findInTexts, type Findable, type Found } from '#lib/domain/conversation/find-in-texts.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { recordNoteLooks } from '#lib/server/queries/notes.ts';
import { listConversations } from '#lib/server/queries/conversations.ts';
import { readActions } from './keep-actions.ts';
import { readGoals } from './keep-goals.ts';
import { openNotes } from './keep-notes.ts';
import { readLiveNotes } from './read-live-notes.ts';
import type { PairReading } from './read-rounds.ts';

/** Where something was found; a talk: in the notes written together. */
export type Finding = { kind: 'note' | 'moment' | 'preparation' | 'goal' | 'action' | 'talk'; id: string; at: Date };

/** Searches what the reader may read in this pair. Opened in memory; no index holds a word of it. What is found of the other leaves a line (S4). */
export async function searchPair(db: PersonDb, reading: PairReading, question: { me: string; words: string }): Promise<Found<Finding>[]> {
  const notes = await openNotes(db, reading);
  const goals = await readGoals(db, reading);
  const actions = await readActions(db, reading);
  const texts: Findable<Finding>[] = [
    ...notes.map(({ kind, id, writtenAt, text }) => findable({ kind, id, at: writtenAt }, text)),
    ...goals.map((goal) => findable({ kind: 'goal', id: goal.id, at: goal.createdAt }, goalWords(goal))),
    ...(await readWritten(db, reading)),
    ...actions.map(({ id, createdAt, text }) => findable({ kind: 'action', id, at: createdAt }, text))
  ];
  const found = findInTexts(question.words, texts);
  const isOthers = new Set(notes.filter(({ personId }) => personId !== question.me).map(({ id }) => id));
  await recordNoteLooks(
    db,
    found.map(({ entry }) => entry.id).filter((id) => isOthers.has(id))
  );
  return found;
}

/** What the two wrote together, talk by talk. */
async function readWritten(db: PersonDb, reading: PairReading): Promise<Findable<Finding>[]> {
  const found: Findable<Finding>[] = [];
  for (const { id, startsAt } of await listConversations(db, reading.pair.id)) {
    const written = await readLiveNotes(db, reading, id);
    if (written && startsAt && written.blocks.length > 0)
      found.push(findable({ kind: 'talk', id, at: startsAt }, plainTextOf(written.blocks)));
  }
  return found;
}

function findable(entry: Finding, text: string): Findable<Finding> {
  return { entry, text, at: entry.at.getTime() };
}

function goalWords({ text, ifThen, reviews }: Awaited<ReturnType<typeof readGoals>>[number]): string {
  return [text, ifThen, ...reviews.map(({ context }) => context)].filter((part) => part !== null).join('\n');
}
