import { type Locale, locale } from './locale.ts';

const tags: Readonly<Record<Locale, string>> = { nl: 'nl-BE', en: 'en-GB' };

/** A day as the reader says it: "22 november 2026". */
export function day(at: Date, timeZone: string, language: Locale = locale()): string {
  return new Intl.DateTimeFormat(tags[language], { dateStyle: 'long', timeZone }).format(at);
}

/** A day and a time: "22 november 2026 om 14:30". */
export function dayAndTime(at: Date, timeZone: string, language: Locale = locale()): string {
  return new Intl.DateTimeFormat(tags[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}

/** A time of day: "14:30". */
export function timeOfDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(tags[locale()], { timeStyle: 'short', timeZone }).format(at);
}

/** A number with at most one decimal, and at least `least` of them: "3,4" or "3.4". */
export function decimal(value: number, least = 0): string {
  return new Intl.NumberFormat(tags[locale()], { minimumFractionDigits: least, maximumFractionDigits: 1 }).format(value);
}

/** Whether the reader's machine knows this time zone. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}
