import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import { handOverRound, readBounds, type RoundDesk } from './hand-over.ts';
import type { Change, Trial } from './matching-messages.ts';
import { startMatching } from './start-matching.ts';
import { takeTurn } from './take-turn.ts';

export type TrialDesk = RoundDesk & { root: string; settings: MatchSettings };

/**
 * Works out a round twice, as it is and with one change, and says what is different; nothing is kept. Null
 * when pins cannot be kept, as it is or with the change.
 */
export async function tryRound(desk: TrialDesk, change: Change): Promise<Trial | null> {
  return takeTurn(() => workOutBoth(desk, change));
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
