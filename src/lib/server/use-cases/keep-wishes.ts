import { meaningOf } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { keepOwnWishes, listOwnWishes } from '#lib/server/queries/match-wishes.ts';
import type { MatchSeal } from './seal-for-match.ts';

/** A label somebody chose, with the mark it is compared by. */
export type OwnWish = { words: string; mark: Buffer };

/** The most that is volunteered, and the longest label. */
export const wishLimits = { count: 5, length: 60 } as const;

/** What the acting person volunteered, most wanted first. */
export async function readOwnWishes(db: PersonDb, seal: MatchSeal, { programmeId, side, personId }: ProfilePlace): Promise<OwnWish[]> {
  const kept = await listOwnWishes(db, programmeId, side);
  return kept.map(({ mark, body }) => ({ words: seal.open(wishPlace(personId), body), mark }));
}

/** Keeps these labels and no others, most wanted first; gives the problem when it cannot, else null. None at all is always possible. */
export async function keepWishes(
  db: PersonDb,
  { seal, place }: { seal: MatchSeal; place: ProfilePlace },
  labels: readonly string[]
): Promise<'many' | 'long' | 'not-asked' | null> {
  const told = labels.map((label) => label.trim()).filter((label) => meaningOf(label) !== '');
  const words = told.filter((label, at) => told.findIndex((other) => meaningOf(other) === meaningOf(label)) === at);
  if (words.length > wishLimits.count) return 'many';
  if (findLongWishes(labels).length > 0) return 'long';
  const wishes = words.map((label) => ({ mark: seal.mark(label), body: seal.seal(wishPlace(place.personId), label) }));
  return (await keepOwnWishes(db, place, wishes)) || words.length === 0 ? null : 'not-asked';
}

/** Which of these labels are too long, counted from 0. */
export function findLongWishes(labels: readonly string[]): number[] {
  return labels.flatMap((label, at) => (label.trim().length > wishLimits.length ? [at] : []));
}

function wishPlace(personId: string) {
  return { table: 'match_wishes' as const, row: personId, column: 'body' };
}
