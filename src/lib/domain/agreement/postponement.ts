import { addMonths, isDay } from './review-day.ts';

/** How long an agreement can be put off at once: signing can wait, talking about it should not wait for long (C15). Proposal. */
const longestMonths = 3;

/** The last day to which an agreement can be put off; both days as 2027-05-22. */
export function lastPostponement(today: string): string {
  return addMonths(today, longestMonths);
}

/** The day until which the agreement is put off; null when it is no day, not after today, or too far away. */
export function parsePostponement(text: string, today: string): string | null {
  const day = text.trim();
  return isDay(day) && day > today && day <= lastPostponement(today) ? day : null;
}
