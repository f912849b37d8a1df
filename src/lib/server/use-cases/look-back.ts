import { isAdviceToSpeakOf, type LookBack } from '#lib/domain/conversation/look-back.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { addLookBack, listLookBacks } from '#lib/server/queries/look-backs.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** The look back on one talk as the reader may see it: the other's only when both did (C7). `isNudged`: a word about advice, for the coach only (C11). */
export type LookBackView = { mine: LookBack | null; other: LookBack | null; isNudged: boolean };

/** Reads what was answered looking back on a talk. */
export async function readLookBack(db: PersonDb, { pair, seal }: PairReading, conversationId: string): Promise<LookBackView> {
  const rows = (await listLookBacks(db, pair.id)).filter((row) => row.conversationId === conversationId);
  const of = (role: 'coach' | 'coachee') => {
    const row = rows.find((candidate) => candidate.role === role);
    return row ? (JSON.parse(seal.open(sealedAt(conversationId, role), row.answers)) as LookBack) : null; // written by handInLookBack only
  };
  const [coach, coachee] = [of('coach'), of('coachee')];
  const isNudged = pair.side === 'coach' && coach !== null && coachee !== null && isAdviceToSpeakOf(coachee);
  return pair.side === 'coach' ? { mine: coach, other: coachee, isNudged } : { mine: coachee, other: coach, isNudged };
}

/** Hands in one's own look back, once; false when it was done before. */
export async function handInLookBack(
  db: PersonDb,
  { pair, seal }: PairReading,
  given: { conversationId: string; personId: string; lookBack: LookBack }
): Promise<boolean> {
  const { conversationId, personId, lookBack } = given;
  const answers = seal.seal(sealedAt(conversationId, pair.side), JSON.stringify(lookBack));
  const place = { ...placeOf(pair), personId };
  return addLookBack(db, place, { conversationId, role: pair.side, answers });
}

function sealedAt(conversationId: string, role: string) {
  return { table: 'look_backs', row: `${conversationId}:${role}`, column: 'answers' };
}
