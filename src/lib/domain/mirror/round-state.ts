/** What decides how a round stands. Times in milliseconds since 1970. */
export type RoundFacts = {
  readonly dueAt: number;
  readonly coachHandedIn: boolean;
  readonly coacheeHandedIn: boolean;
  /** The pair has ended: nothing is open any more (C28). */
  readonly isOver?: boolean;
};

/** 'complete': both handed in. 'lapsed': its date came first, so each keeps only the own answers (C7). */
export type RoundState = 'open' | 'complete' | 'lapsed';

/** How a round stands at a moment. Its date is over from `dueAt` on. */
export function roundState(round: RoundFacts, now: number): RoundState {
  if (round.coachHandedIn && round.coacheeHandedIn) return 'complete';
  return now < round.dueAt && !round.isOver ? 'open' : 'lapsed';
}
