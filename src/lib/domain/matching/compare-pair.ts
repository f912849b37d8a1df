import { mostTags, statementCount, tagAttributes, type Attribute, type TagAttribute } from './attribute.ts';
import { groundShareOf, type MatchSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';

/**
 * What two people have in common and what is new, for one attribute. `common`, `fresh`: tags both chose, and tags only the coach
 * chose. `ground`, `horizon`: what that earns, 0 to `weight` of each. Null weights: not compared, because one of the two did not answer.
 */
export type Part = {
  readonly attribute: Attribute | 'wish';
  readonly common: readonly string[];
  readonly fresh: readonly string[];
  readonly ground: number;
  readonly horizon: number;
  readonly groundWeight: number;
  readonly horizonWeight: number;
};

/**
 * The two numbers of a pair, 0 to 100 each, rounded half up; null when nothing could be compared. `fit`: the two weighed by the
 * position of the coachee, 0 to 10,000; used inside, never shown (C23).
 */
export type Comparison = {
  readonly parts: readonly Part[];
  readonly ground: number | null;
  readonly horizon: number | null;
  readonly fit: number;
};

/** A part is counted in so many units per weight: whatever `enough` is, and for every answer, that comes out whole. */
export const unit = 1680;

/** Compares one coachee and one coach, by the formulas of docs/methods/matching.md; what `scorePairs` does for millions. */
export function comparePair(coachee: Coachee, coach: Coach, settings: MatchSettings): Comparison {
  const told = [
    ...tagAttributes.flatMap((attribute) => compareTags(attribute, { coachee, coach, settings })),
    ...compareWorking(coachee, coach, settings)
  ];
  const parts = [...told, ...compareWishes({ coachee, coach, settings }, weightOf(told, 'ground'))];
  const ground = outOfHundred(parts, 'ground');
  const horizon = outOfHundred(parts, 'horizon');
  return { parts, ground, horizon, fit: fitOf({ ground, horizon }, groundShareOf(settings, coachee.position)) };
}

type Three = { readonly coachee: Coachee; readonly coach: Coach; readonly settings: MatchSettings };

function compareTags(attribute: TagAttribute, { coachee, coach, settings }: Three): Part[] {
  const rule = settings.rules[attribute];
  const most = mostTags[attribute];
  const wanted = readTags(coachee.tags[attribute], most);
  const offered = readTags(coach.tags[attribute], most);
  if (wanted === null || offered === null) return [];
  const common = offered.filter((tag) => wanted.includes(tag));
  const fresh = offered.filter((tag) => !wanted.includes(tag));
  return [
    {
      attribute,
      common,
      fresh,
      ground: rule.ground * shareOf(common.length, enoughInCommon(rule.enough, wanted.length)),
      horizon: rule.horizon * shareOf(fresh.length, rule.enough),
      groundWeight: rule.ground,
      horizonWeight: rule.horizon
    }
  ];
}

/** Each tag once, and no more than are counted. */
export function readTags(tags: readonly string[] | null, most: number): readonly string[] | null {
  if (tags === null || (tags.length <= most && tags.every((tag, at) => tags.indexOf(tag) === at))) return tags;
  return [...new Set(tags)].slice(0, most);
}

/** Who chose two tags can have two in common at most, and that is then enough. */
export function enoughInCommon(enough: number, chosen: number): number {
  return Math.max(1, Math.min(enough, chosen));
}

/** In units; 0 to `unit`. */
export function shareOf(count: number, enough: number): number {
  return (unit * Math.min(count, enough)) / enough;
}

/** What answers so far apart in all earn, in units: 0 apart is all, 16 (four times four) nothing. */
export function shareOfWorking(apart: number): number {
  return unit - (unit * apart) / (4 * statementCount);
}

function compareWorking(coachee: Coachee, coach: Coach, { rules }: MatchSettings): Part[] {
  const [own, other] = [coachee.working, coach.working];
  if (!own || !other) return [];
  const apart = own.reduce((sum, answer, at) => sum + Math.abs(answer - (other[at] ?? answer)), 0);
  const { ground, horizon } = rules.working;
  const share = shareOfWorking(apart);
  return [
    {
      attribute: 'working',
      common: [],
      fresh: [],
      ground: ground * share,
      horizon: horizon * (unit - share),
      groundWeight: ground,
      horizonWeight: horizon
    }
  ];
}

/** A wish that is met adds to shared ground; one that is not met takes nothing away, and nobody is excluded by it. */
function compareWishes({ coachee, coach, settings }: Three, compared: number): Part[] {
  const met = coachee.wishes.slice(0, settings.wishesUsed).filter((trait) => coach.volunteered.includes(trait));
  const weight = weightOfWishes(settings.wish * met.length, compared);
  if (weight === 0) return [];
  return [{ attribute: 'wish', common: met, fresh: [], ground: weight * unit, horizon: 0, groundWeight: weight, horizonWeight: 0 }];
}

/**
 * What wishes weigh that are met: a third at most, in whole numbers, of what was compared of this pair in shared ground, so a quarter at
 * most of the whole, and nothing when nothing else was compared. However the weights of a programme are set, and whatever two people left
 * open, a wish never decides alone (C26).
 */
export function weightOfWishes(wished: number, compared: number): number {
  return Math.min(wished, Math.floor(compared / 3));
}

function weightOf(parts: readonly Part[], number: 'ground' | 'horizon'): number {
  return parts.reduce((sum, part) => sum + part[`${number}Weight`], 0);
}

function outOfHundred(parts: readonly Part[], number: 'ground' | 'horizon'): number | null {
  const earned = parts.reduce((sum, part) => sum + part[number], 0);
  const weight = weightOf(parts, number);
  return weight === 0 ? null : toHundred(earned, hundredPer(weight));
}

/** What a unit is in hundredths, where so much weight could be earned; 0 when none could. */
export function hundredPer(weight: number): number {
  return weight === 0 ? 0 : 100 / (unit * weight);
}

/**
 * What was earned as 0 to 100, rounded half up. The quotient is a multiple of 1 / (unit x weight), so never nearer to the next whole
 * number than a millionth: the billionth makes up for the dust of binary fractions and can do no harm.
 */
export function toHundred(earned: number, scale: number): number {
  return Math.floor(earned * scale + 0.500000001);
}

/** The two numbers weighed; where one is missing, the other counts alone. */
export function fitOf({ ground, horizon }: Pick<Comparison, 'ground' | 'horizon'>, share: number): number {
  if (ground === null) return 100 * (horizon ?? 0);
  return horizon === null ? 100 * ground : share * ground + (100 - share) * horizon;
}
