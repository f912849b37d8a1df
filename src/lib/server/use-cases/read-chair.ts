import { assembleChair, type ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { recordLook } from '#lib/server/queries/mirrors.ts';
import { placeOf } from './answer-mirror.ts';
import { type PairReading, readRounds, type RoundView } from './read-rounds.ts';
import { readNeeds } from './say-needs.ts';

/** The chair of a pair as the reader may see it: of one finished round, or of the needs alone before the first. */
export type ChairView = { chair: ChairLegs; round: RoundView | null; needsAskedAt: Date | null; rounds: readonly RoundView[] };

/** Reads the chair of the wanted round, or of the latest; null when there is no such round. A coach's look leaves a line (S4). */
export async function readChair(db: PersonDb, reading: PairReading, wanted: string | null): Promise<ChairView | null> {
  const rounds = (await readRounds(db, reading)).filter((round) => round.state === 'complete');
  const round = wanted === null ? rounds.at(-1) : rounds.find((candidate) => candidate.id === wanted);
  if (round === undefined) return wanted === null ? readFirstChair(db, reading) : null;
  if (reading.pair.side === 'coach') await recordLooks(db, reading, rounds);
  return { chair: round.chair, round, needsAskedAt: round.needsAskedAt, rounds };
}

/** The page draws every finished round, so a look at one is a look at all that were released. */
async function recordLooks(db: PersonDb, { pair }: PairReading, rounds: readonly RoundView[]): Promise<void> {
  for (const round of rounds.filter(({ release }) => release !== null)) await recordLook(db, placeOf(pair, round.id), 'mirror-scores');
}

async function readFirstChair(db: PersonDb, { pair, seal }: PairReading): Promise<ChairView> {
  const latest = pair.side === 'coachee' ? (await readNeeds(db, pair, seal)).at(-1) : undefined;
  const chair = assembleChair({ offered: null, received: null, needs: latest?.needs ?? null });
  return { chair, round: null, needsAskedAt: latest?.askedAt ?? null, rounds: [] };
}
