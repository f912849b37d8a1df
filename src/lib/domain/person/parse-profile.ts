import { plainName } from './plain-name.ts';

/** What a person tells about themselves. `pronouns` null: not said; `timeZone` an IANA name. */
export type Profile = {
  readonly name: string;
  readonly pronouns: string | null;
  readonly language: 'nl' | 'en';
  readonly timeZone: string;
};

/** The profile form as it was sent; a field that was not sent is empty. */
export type ProfileValues = { readonly name: string; readonly pronouns: string; readonly language: string; readonly timeZone: string };

/** What is wrong with a field of the profile. */
export type ProfileProblems = { readonly [Field in keyof ProfileValues]?: 'missing' | 'long' | 'unknown' };

/** Either a profile, or the problems beside the values as they were typed. */
export type ParsedProfile = { readonly profile: Profile } | { readonly problems: ProfileProblems; readonly values: ProfileValues };

const longestName = 200;
const longestPronouns = 60;

/**
 * Reads the form in which a person tells about themselves. `isTimeZone` says which time zones exist: the study does not know.
 *
 * Range: a name of 1 to 200 characters, pronouns of at most 60 or none.
 */
export function parseProfile(form: Readonly<Record<string, unknown>>, isTimeZone: (name: string) => boolean): ParsedProfile {
  const values = {
    name: plainName(textOf(form['name'])),
    pronouns: plainName(textOf(form['pronouns'])),
    language: textOf(form['language']),
    timeZone: textOf(form['timeZone'])
  };
  const { name, pronouns, language, timeZone } = values;
  const problems: ProfileProblems = {
    ...(name === '' && { name: 'missing' as const }),
    ...(name.length > longestName && { name: 'long' as const }),
    ...(pronouns.length > longestPronouns && { pronouns: 'long' as const }),
    ...(!isTimeZone(timeZone) && { timeZone: 'unknown' as const })
  };
  if (language !== 'nl' && language !== 'en') return { problems: { ...problems, language: 'unknown' }, values };
  if (Object.keys(problems).length > 0) return { problems, values };
  return { profile: { name, pronouns: pronouns === '' ? null : pronouns, language, timeZone } };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
