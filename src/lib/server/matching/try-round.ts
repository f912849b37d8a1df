import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import { handOverRound, readBounds, type RoundDesk } from './hand-over.ts';
import type { Change, Trial } from './matching-messages.ts';
import { startMatching } from './start-matching.ts';

export type TrialDesk = RoundDesk & { root: string; settings: MatchSettings };

/** One trial at a time in a process: each takes a thread, and six bytes a pair. */
const turn: { last: Promise<unknown> } = { last: Promise.resolve() };

/**
 * Works out a round twice, as it is and with one change, and says what is different; nothing is kept. Personal wishes stay out of both
 * (C26), so that no change shows whom they put together. Null when pins cannot be kept, as it is or with the change.
 */
export async function tryRound(desk: TrialDesk, change: Change): Promise<Trial | null> {
  const mine = turn.last.then(() => workOutBoth(desk, change));
  turn.last = mine.catch(() => undefined);
  return mine;
}

async function workOutBoth(desk: TrialDesk, change: Change): Promise<Trial | null> {
  const matching = startMatching(desk.root, () => undefined);
  try {
    await handOverRound(desk, matching.hand);
    return await matching.attempt({ settings: desk.settings, ...(await readBounds(desk)) }, change);
  } finally {
    await matching.stop();
  }
}
