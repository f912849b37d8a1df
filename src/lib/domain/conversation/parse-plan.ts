import { longest, parseOptionalText } from './parse-text.ts';

/** When and where a pair will talk. `moments` in milliseconds since 1970, earliest first: one is an appointment, more are to choose from. */
export type Plan = { readonly moments: readonly number[]; readonly minutes: number; readonly place: string | null };

/** What is wrong, by field of the form. */
export type PlanProblems = Readonly<Record<string, 'missing' | 'unreadable' | 'skipped' | 'past' | 'twice' | 'far' | 'range' | 'long'>>;

/** How many moments somebody can propose at once. */
const momentCount = 3;

const minuteBounds = { from: 5, to: 480 } as const;

const dayMs = 24 * 60 * 60 * 1000;
/** Nobody plans a talk further away; a year typed wrong is caught here. */
const farthestMs = 730 * dayMs;

/** What the study cannot know: the time now, which instant a clock of the reader means, and which times a change of clock leaves out. */
export type Clock = {
  readonly now: number;
  readonly instantOf: (local: { readonly date: string; readonly time: string }) => number | null;
  readonly isSkipped: (local: { readonly date: string; readonly time: string }) => boolean;
};

/** Reads the planning form: `date1` `time1` (and 2, 3), `minutes`, `place`. At least one moment. */
export function parsePlan(form: Readonly<Record<string, unknown>>, clock: Clock): { plan: Plan } | { problems: PlanProblems } {
  const read = Array.from({ length: momentCount }, (_, index) => readMoment(form, index + 1, clock));
  const moments = read.flatMap(({ moment }) => (moment === null ? [] : [moment]));
  const minutes = readMinutes(form['minutes']);
  const place = parseOptionalText(form['place'], longest.line);
  const problems: PlanProblems = {
    ...Object.fromEntries(read.flatMap(({ problems: found }) => Object.entries(found))),
    ...(moments.length === 0 && read.every(({ problems: found }) => Object.keys(found).length === 0) && { date1: 'missing' as const }),
    ...(new Set(moments).size < moments.length && { date2: 'twice' as const }),
    ...(minutes === null && { minutes: 'range' as const }),
    ...('problem' in place && { place: 'long' as const })
  };
  if (Object.keys(problems).length > 0 || minutes === null || 'problem' in place) return { problems };
  return { plan: { moments: moments.toSorted((one, other) => one - other), minutes, place: place.text } };
}

type ReadMoment = { moment: number | null; problems: PlanProblems };

function readMoment(form: Readonly<Record<string, unknown>>, number: number, clock: Clock): ReadMoment {
  const [dateField, timeField] = [`date${number}`, `time${number}`];
  const [date, time] = [textOf(form[dateField]), textOf(form[timeField])];
  if (date === '') return { moment: null, problems: {} }; // a time alone is what the form filled in beforehand
  if (time === '') return { moment: null, problems: { [timeField]: 'missing' } };
  const moment = clock.instantOf({ date, time });
  if (moment === null) return { moment, problems: { [dateField]: 'unreadable' } };
  if (clock.isSkipped({ date, time })) return { moment: null, problems: { [timeField]: 'skipped' } };
  if (moment <= clock.now) return { moment: null, problems: { [dateField]: 'past' } };
  if (moment > clock.now + farthestMs) return { moment: null, problems: { [dateField]: 'far' } };
  return { moment, problems: {} };
}

function readMinutes(value: unknown): number | null {
  const minutes = /^\d{1,3}$/u.test(textOf(value)) ? Number(value) : Number.NaN;
  return minutes >= minuteBounds.from && minutes <= minuteBounds.to ? minutes : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
