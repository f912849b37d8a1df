/** A moment as a person writes it in a form: `date` "2026-03-29", `time` "14:30"; empty when not given. */
export type LocalTime = { readonly date: string; readonly time: string };

const hourMs = 60 * 60 * 1000;

/**
 * The instant that a clock in `timeZone` shows as this date and time; null when one of the two is no date or time.
 *
 * A time that a change of clock skips moves on by the change; a time that comes twice is the first of the two.
 */
export function instantOf({ date, time }: LocalTime, timeZone: string): Date | null {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/u.test(date) || !/^\d\d:\d\d$/u.test(time) || Number.isNaN(wanted)) return null;
  const [before, after] = [offsetAt(wanted - 12 * hourMs, timeZone), offsetAt(wanted + 12 * hourMs, timeZone)];
  const readings = [wanted - before, wanted - after].filter((instant) => instant + offsetAt(instant, timeZone) === wanted);
  return new Date(readings.length > 0 ? Math.min(...readings) : wanted - before);
}

/** Whether a change of clock skips this date and time in `timeZone`: no clock there ever shows it. */
export function isSkipped(local: LocalTime, timeZone: string): boolean {
  const at = instantOf(local, timeZone);
  if (at === null) return false;
  const shown = localTimeOf(at, timeZone);
  return shown.date !== local.date || shown.time !== local.time;
}

/** Eight in the morning of a day in `timeZone`; null when it is no day. */
export function morningOf(date: string, timeZone: string): Date | null {
  return instantOf({ date, time: '08:00' }, timeZone);
}

/** What a clock in `timeZone` shows at an instant. */
export function localTimeOf(at: Date, timeZone: string): LocalTime {
  const shown = new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** How far a clock in `timeZone` is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit'
  }).formatToParts(whole);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - whole;
}
