import { plainName } from '#lib/domain/person/plain-name.ts';
/** The rules of a programme. `mirrorDays`: how long a round stays open; `needIntervalDays`: how often needs are asked again; both in days. */
export type ProgrammeRules = {
  readonly name: string;
  readonly world: 'education' | 'work';
  readonly mirrorDays: number;
  readonly needIntervalDays: number;
};

/** The form as it was typed; a field that was not sent is empty. */
export type ProgrammeValues = {
  readonly name: string;
  readonly world: string;
  readonly mirrorDays: string;
  readonly needIntervalDays: string;
};

/** Which fields are not as they should be. */
export type ProgrammeProblems = { readonly [Field in keyof ProgrammeValues]?: true };

/** Either the rules, or the problems beside the values as they were typed. */
export type ParsedProgramme =
  { readonly rules: ProgrammeRules } | { readonly problems: ProgrammeProblems; readonly values: ProgrammeValues };

/** Whole days, both ends included; the database holds the same bounds. */
export const dayBounds = { mirrorDays: { from: 3, to: 90 }, needIntervalDays: { from: 14, to: 365 } } as const;

/** Two weeks to answer, and ten weeks between the need questions (C4: needs change over time). */
const standardDays = { mirrorDays: 14, needIntervalDays: 70 } as const;

const longestName = 200;

/** Reads the form of a programme. A rhythm that is not in the form is the standard one. */
export function parseProgramme(form: Readonly<Record<string, unknown>>): ParsedProgramme {
  const days = (field: 'mirrorDays' | 'needIntervalDays') => textOf(form[field] ?? String(standardDays[field]));
  const values = {
    name: plainName(textOf(form['name'])),
    world: textOf(form['world']),
    mirrorDays: days('mirrorDays'),
    needIntervalDays: days('needIntervalDays')
  };
  const { name, world } = values;
  const mirrorDays = parseDays(values.mirrorDays, dayBounds.mirrorDays);
  const needIntervalDays = parseDays(values.needIntervalDays, dayBounds.needIntervalDays);
  const problems: ProgrammeProblems = {
    ...((name === '' || name.length > longestName) && { name: true as const }),
    ...(mirrorDays === null && { mirrorDays: true as const }),
    ...(needIntervalDays === null && { needIntervalDays: true as const })
  };
  if (world !== 'education' && world !== 'work') return { problems: { ...problems, world: true }, values };
  if (problems.name || mirrorDays === null || needIntervalDays === null) return { problems, values };
  return { rules: { name, world, mirrorDays, needIntervalDays } };
}

function parseDays(text: string, { from, to }: { from: number; to: number }): number | null {
  const days = /^\d{1,4}$/u.test(text) ? Number(text) : Number.NaN;
  return days >= from && days <= to ? days : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
