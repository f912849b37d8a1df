/** Days until the need questions are asked again: 10 weeks, the middle of the 8 to 12 of C4. Proposal; a setting. */
const needIntervalDays = 70;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Whether it is time to ask the need questions (again), because needs change over time (C4).
 *
 * Unit: `askedAt` and `now` in milliseconds since 1970, both given by the caller. Null = never asked, so due.
 */
export function isDue(askedAt: number | null, now: number, intervalDays = needIntervalDays): boolean {
  return askedAt === null || now - askedAt >= intervalDays * dayMs;
}
