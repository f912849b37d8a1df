import { longestReason } from '#lib/domain/matching/parse-choice.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { sayWhyNot } from '#lib/server/queries/match-asks.ts';
import { type AnsweredPair, answerPair } from './answer-pair.ts';
import type { MatchSeal } from './seal-for-match.ts';

/** Says no to a coachee who asked through the match; a reason goes along sealed, for the coordinator alone. */
export async function declineAsk(
  db: PersonDb,
  seal: MatchSeal,
  { relationshipId, personId, reason }: { relationshipId: string; personId: string; reason: string }
): Promise<AnsweredPair | null> {
  const words = reason.trim().slice(0, longestReason);
  const place = { table: 'match_asks' as const, row: relationshipId, column: 'reason' };
  if (words !== '') await sayWhyNot(db, relationshipId, seal.seal(place, words));
  return answerPair(db, { relationshipId, personId, accepts: false });
}
