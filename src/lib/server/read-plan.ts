import { type Clock, parsePlan } from '#lib/domain/conversation/parse-plan.ts';
import { instantOf, isSkipped, localTimeOf } from '#lib/i18n/zoned-time.ts';

/** Reads a planning form as somebody in this time zone means it. */
export function readPlan(form: Readonly<Record<string, unknown>>, timeZone: string): ReturnType<typeof parsePlan> {
  const clock: Clock = {
    now: Date.now(),
    instantOf: (local) => instantOf(local, timeZone)?.getTime() ?? null,
    isSkipped: (local) => isSkipped(local, timeZone)
  };
  return parsePlan(form, clock);
}

/** The planning form filled in beforehand with a moment. */
export function planValues(at: Date, timeZone: string): Record<string, string> {
  const { date, time } = localTimeOf(at, timeZone);
  return { date1: date, time1: time, time2: time, time3: time };
}
