/** A talk as far as its place in time goes. `startsAt` in milliseconds since 1970, null when no date was chosen. */
export type TalkTimes = {
  readonly state: ConversationState;
  readonly startsAt: number | null;
  readonly minutes: number;
};

/** `held`: talked and closed; `skipped`: let go for once, without points lost. */
export type ConversationState = 'proposed' | 'planned' | 'held' | 'skipped' | 'cancelled';

/** The part of a talk somebody is in. */
export type Phase = 'before' | 'during' | 'after';

const minuteMs = 60_000;
/** The part for talking opens this long before the start: people sit down early. */
const earlyMs = 15 * minuteMs;

/** Which part of the talk it is now. Time in milliseconds since 1970. */
export function phaseOf({ state, startsAt, minutes }: TalkTimes, now: number): Phase {
  if (state === 'held') return 'after';
  if (startsAt === null || now < startsAt - earlyMs) return 'before';
  return now < startsAt + minutes * minuteMs ? 'during' : 'after';
}
