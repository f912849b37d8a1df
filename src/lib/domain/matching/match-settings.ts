import { attributes, type Attribute } from './attribute.ts';
import type { Position } from './person.ts';
import { isWithin, type SettingField, settingFields } from './setting-fields.ts';

/**
 * How an attribute counts. `ground`, `horizon`: its weight in each number, whole, 0 to 10; 0: not at all. `enough`: so many in common
 * (or new) count in full, whole, 1 to 7.
 */
export type AttributeRule = { readonly ground: number; readonly horizon: number; readonly enough: number };

/**
 * How a programme matches: rules that people wrote and can read, nothing learned from data.
 *
 * `groundShare`: how much of 100 shared ground weighs, by the position of the coachee; the rest is new horizon. `unknownShare`: the
 * same when the position is not known. `wish`: weight of a wish that is met, in shared ground, and at most what
 * `weightOfWishes` allows; `wishesUsed`: how many wishes count: one, because more is for the coachee to say and nobody asks it yet (C26). No
 * programme changes these two: runs of the application know of no wish (decision 0018). `needsLanguage`: a language in common is a must. `suggestions`: how many coaches are suggested, 2 to 4.
 */
export type MatchSettings = {
  readonly rules: Readonly<Record<Attribute, AttributeRule>>;
  readonly groundShare: Readonly<Record<Position, number>>;
  readonly unknownShare: number;
  readonly wish: number;
  readonly wishesUsed: number;
  readonly needsLanguage: boolean;
  readonly suggestions: number;
};

const ground = (weight: number, enough: number): AttributeRule => ({ ground: weight, horizon: 0, enough });
const horizon = (weight: number, enough: number): AttributeRule => ({ ground: 0, horizon: weight, enough });

/**
 * The defaults. What is deep weighs more than what is on the surface (Eby and others 2013); a pioneer gets shared ground 2 : 1, an
 * insider new horizon 2 : 1, who stands between as much of both (domain 3.4). All proposals of ours, to be changed per programme.
 */
export const standardSettings: MatchSettings = {
  rules: {
    interests: ground(3, 3),
    values: ground(3, 3),
    experience: ground(2, 2),
    ambition: ground(3, 1),
    languages: ground(1, 2),
    network: horizon(3, 3),
    sector: horizon(2, 1),
    discipline: horizon(2, 1),
    function: horizon(2, 1),
    path: horizon(1, 1),
    working: ground(2, 1)
  },
  groundShare: { 1: 67, 2: 60, 3: 50, 4: 40, 5: 33 },
  unknownShare: 50,
  wish: 2,
  wishesUsed: 1,
  needsLanguage: true,
  suggestions: 3
};

/** How much of 100 shared ground weighs for somebody in this position. */
export function groundShareOf(settings: MatchSettings, position: Position | null): number {
  return position === null ? settings.unknownShare : settings.groundShare[position];
}

/** Which settings are out of bounds, as the form names their fields; none when all is well. */
export function findSettingProblems(settings: MatchSettings): SettingField[] {
  const { rules, groundShare } = settings;
  const { parts, positions, rule, share } = settingFields;
  const values: readonly (readonly [SettingField, number])[] = [
    ...attributes.flatMap((at) => parts.map((part) => [rule(at, part), rules[at][part]] as const)),
    ...positions.map((at) => [share(at), groundShare[at]] as const),
    ['unknownShare', settings.unknownShare],
    ['suggestions', settings.suggestions]
  ];
  return values.filter(([field, value]) => !isWithin(field, value)).map(([field]) => field);
}
