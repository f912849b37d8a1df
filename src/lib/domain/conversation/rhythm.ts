import type { World } from '#lib/domain/toolkit/tool.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How often a pair talks when nobody chose, in days: every five weeks in education, every quarter at work (domain.md 4.4). */
export const usualRhythmDays = { education: 35, work: 91 } as const;

/** Days both ends included; the database holds the same bounds. */
const rhythmBounds = { from: 7, to: 190 } as const;

/** A rhythm is a reminder, not a quota: silence is spoken of after one and a half times the interval (C33). */
const overdueFactor = 1.5;

/** Where a rhythm comes from: the pair's own, else the programme's, else the usual one. Days; null: nobody chose. */
export type RhythmSources = { readonly pair: number | null; readonly programme: number | null; readonly world: World };

/** The interval between two talks of a pair, in days. */
export function rhythmOf({ pair, programme, world }: RhythmSources): number {
  return pair ?? programme ?? usualRhythmDays[world];
}

/** When the next talk would fall: an interval after the last, and never in the past. Times in milliseconds since 1970. */
export function nextInRhythm(last: number, rhythmDays: number, now: number): number {
  const planned = last + rhythmDays * dayMs;
  const oneWeek = 7 * dayMs;
  return planned > now ? planned : planned + Math.ceil((now - planned + 1) / oneWeek) * oneWeek;
}

/** Whether it has been quiet too long since `last`, with nothing planned. Times in milliseconds since 1970. */
export function isOverdue(last: number, rhythmDays: number, now: number): boolean {
  return now - last > overdueFactor * rhythmDays * dayMs;
}

/** Reads a rhythm as typed, in days; null when it is no whole number within the bounds. */
export function parseRhythm(text: unknown): number | null {
  const days = typeof text === 'string' && /^\d{1,3}$/u.test(text.trim()) ? Number(text) : Number.NaN;
  return days >= rhythmBounds.from && days <= rhythmBounds.to ? days : null;
}
