/** The months between signing and reading again: half a year in education, a year at work. Proposal; the pair chooses. */
const reviewMonths = { education: 6, work: 12 } as const;

/** A day as 2027-05-22 that is on the calendar. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/** The day on which a pair reads its agreement again unless it chooses another; both days as 2027-05-22. */
export function usualReviewDay(today: string, world: 'education' | 'work'): string {
  return addMonths(today, reviewMonths[world]);
}

/** The same day some months later; where that month is too short, its last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const parts = [String(toYear).padStart(4, '0'), pad(toMonth), pad(Math.min(date, daysIn(toYear, toMonth)))];
  return parts.join('-');
}

const pad = (number: number) => String(number).padStart(2, '0');

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
