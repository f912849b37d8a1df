import type { PersonDb } from '#lib/server/db.ts';
import { listLearnings, replaceLearning } from '#lib/server/queries/learnings.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** What somebody is learning at present, and whether the other may read it. */
export type Learning = { text: string; isShown: boolean };

/** The own learning and the other's. Null: nothing written; for the other's also: not shown, which looks the same (C39). */
export type Learnings = { mine: Learning | null; others: Learning | null };

/** What the acting person may see of what the two are learning (C39). */
export async function readLearnings(db: PersonDb, { pair, seal }: PairReading): Promise<Learnings> {
  const me = pair[pair.side].id;
  const seen = await listLearnings(db, pair.id);
  const opened = seen.map(({ personId, body, isShown }) => ({
    personId,
    learning: { text: seal.open(learningPlace(personId), body), isShown }
  }));
  return {
    mine: opened.find(({ personId }) => personId === me)?.learning ?? null,
    others: opened.find(({ personId }) => personId !== me)?.learning ?? null
  };
}

/** Keeps what the acting person is learning, in place of what was there; null takes it away. False when the pair is over. */
export async function tellLearning(db: PersonDb, { pair, seal }: PairReading, learning: Learning | null): Promise<boolean> {
  if (pair.status !== 'active') return false;
  const place = { ...placeOf(pair), personId: pair[pair.side].id };
  const sealed = learning && { body: seal.seal(learningPlace(place.personId), learning.text), isShown: learning.isShown };
  await replaceLearning(db, place, sealed);
  return true;
}

function learningPlace(personId: string) {
  return { table: 'learnings', row: personId, column: 'body' };
}
