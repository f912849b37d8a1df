import { attributes, fields, tagAttributes, type TagAttribute } from './attribute.ts';
import { recordOfTags, workingBit, type CodedCoaches } from './code-people.ts';
import { enoughInCommon, hundredPer, readTags, shareOf, shareOfWorking, toHundred, unit } from './compare-pair.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Coachee, Tags } from './person.ts';

/** One of the two numbers of a pair. */
type PairNumber = 'ground' | 'horizon';

/** A coachee whose tags were read once. */
export type Reader = { readonly coachee: Coachee; readonly chosen: Readonly<Record<TagAttribute, Tags>> };

/** What each of the 256 values of the four bytes of counts earns; what does not count earns nothing. */
type ByteTables = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** What two answers on the way of working earn, the first two and the last two, three bits each; who did not answer earns nothing. */
export type AnswerTables = readonly [Int32Array, Int32Array];

/**
 * What a row needs for one number. Per mask of a coach: `weights`, the weight of all that both answered, and `offsets`, where in
 * `hundreds` the numbers for that weight begin.
 */
export type RowTables = { readonly bytes: ByteTables; readonly weights: Int32Array; readonly offsets: Int32Array };

/** Something for each of the two numbers. */
export type ForBoth<T> = { readonly ground: T; readonly horizon: T };

/**
 * What all rows of a run have in common, and the tables made so far: many coachees answered the same attributes with as many tags
 * (`shapes`), or have the same way of working (`answers`).
 */
export type Maker = {
  readonly settings: MatchSettings;
  readonly coded: CodedCoaches;
  readonly hundreds: Hundreds;
  readonly shapes: Map<number, ForBoth<RowTables>>;
  readonly answers: Map<number, ForBoth<AnswerTables>>;
  readonly earned: Map<string, Int32Array>;
};

/** For every weight, where its part begins; in it, for every number of units that can be earned, what that is from 0 to 100. */
type Hundreds = { readonly starts: Int32Array; readonly numbers: Uint8Array };

/** In place of a number: nothing could be compared. */
export const notMeasured = 255;

/** All numbers there can be under these settings: dividing once here saves dividing for every pair. */
function makeHundreds({ rules }: MatchSettings): Hundreds {
  const sum = (number: PairNumber) => attributes.reduce((weight, attribute) => weight + rules[attribute][number], 0);
  const heaviest = Math.max(sum('ground'), sum('horizon'));
  const starts = new Int32Array(heaviest + 2).fill(1);
  for (let weight = 1; weight <= heaviest; weight += 1) starts[weight + 1] = (starts[weight] ?? 0) + unit * weight + 1;
  const numbers = new Uint8Array(starts[heaviest + 1] ?? 1).fill(notMeasured, 0, 1);
  starts[0] = 0;
  for (let weight = 1; weight <= heaviest; weight += 1) {
    const scale = hundredPer(weight);
    for (let earned = 0; earned <= unit * weight; earned += 1) numbers[(starts[weight] ?? 0) + earned] = toHundred(earned, scale);
  }
  return { starts, numbers };
}

/** Reads the tags of a coachee. */
export function readCoachee(coachee: Coachee): Reader {
  return { coachee, chosen: recordOfTags((attribute) => readTags(coachee.tags[attribute], fields[attribute].most)) };
}

/** Nothing made yet. */
export function makeMaker(settings: MatchSettings, coded: CodedCoaches): Maker {
  return { settings, coded, hundreds: makeHundreds(settings), shapes: new Map(), answers: new Map(), earned: new Map() };
}

/** The tables of a coachee for both numbers; the same for everybody of the same shape. */
export function rowTablesOf(reader: Reader, maker: Maker): ForBoth<RowTables> {
  const shape = shapeOf(reader, maker.settings);
  const known = maker.shapes.get(shape);
  if (known) return known;
  const made = { ground: makeRowTables(reader, 'ground', maker), horizon: makeRowTables(reader, 'horizon', maker) };
  maker.shapes.set(shape, made);
  return made;
}

/** How many in common are enough for each attribute, 0 when not answered, in base eight; and whether the way of working was answered. */
function shapeOf({ coachee, chosen }: Reader, { rules }: MatchSettings): number {
  let shape = coachee.working ? 1 : 0;
  for (const attribute of tagAttributes) {
    const tags = chosen[attribute];
    shape = 8 * shape + (tags ? enoughInCommon(rules[attribute].enough, tags.length) : 0);
  }
  return shape;
}

function makeRowTables(reader: Reader, number: PairNumber, maker: Maker): RowTables {
  const weights = weightsOf(reader, number, maker);
  const byte = (shift: number) => tableOfByte(reader, { shift, number }, maker);
  return {
    bytes: [byte(0), byte(8), byte(16), byte(24)],
    weights,
    offsets: weights.map((weight) => maker.hundreds.starts[weight] ?? 0)
  };
}

type Place = { readonly shift: number; readonly number: PairNumber };

/** The table of what does not count. */
export const nothing = new Int32Array(256);

/** Shared ground counts what is common, new horizon what is fresh. */
function tableOfByte({ chosen }: Reader, { shift, number }: Place, { settings, earned }: Maker): Int32Array {
  const counting = tagAttributes.flatMap((attribute) => {
    const tags = chosen[attribute];
    const rule = settings.rules[attribute];
    if (fields[attribute].shift >> 3 !== shift >> 3 || rule[number] === 0 || tags === null) return [];
    const enough = number === 'ground' ? enoughInCommon(rule.enough, tags.length) : rule.enough;
    return [{ attribute, weight: rule[number], enough }];
  });
  if (counting.length === 0) return nothing;
  const key = `${number} ${counting.map(({ attribute, enough }) => `${attribute} ${enough}`).join(' ')}`;
  const made = earned.get(key) ?? earnings(counting);
  earned.set(key, made);
  return made;
}

type Counting = { readonly attribute: TagAttribute; readonly weight: number; readonly enough: number };

function earnings(counting: readonly Counting[]): Int32Array {
  return Int32Array.from({ length: 256 }, (_, code) =>
    counting.reduce((sum, { attribute, weight, enough }) => {
      const { shift, most } = fields[attribute];
      return sum + weight * shareOf((code >>> (shift & 7)) & most, enough);
    }, 0)
  );
}

/** The tables for the way of working of a coachee, for both numbers. */
export function answerTablesOf({ coachee }: Reader, { settings, answers }: Maker): ForBoth<AnswerTables> {
  const own: readonly number[] = coachee.working ?? [];
  const code = own.reduce((sum, answer) => 8 * sum + answer, 0);
  const known = answers.get(code);
  if (known) return known;
  const table = (at: number, number: PairNumber) => (own.length === 0 ? nothing : tableOfAnswers(own.slice(at), [at, number], settings));
  const made = {
    ground: [table(0, 'ground'), table(2, 'ground')] as const,
    horizon: [table(0, 'horizon'), table(2, 'horizon')] as const
  };
  answers.set(code, made);
  return made;
}

type Half = readonly [at: number, number: PairNumber];

/** In shared ground the first two answers hold the whole share, of which both halves take off how far apart they are. */
function tableOfAnswers([one = 0, two = 0]: readonly number[], [at, number]: Half, { rules }: MatchSettings): Int32Array {
  const weight = rules.working[number];
  const whole = number === 'ground' && at === 0 ? shareOfWorking(0) : 0;
  const sign = number === 'ground' ? -1 : 1;
  return Int32Array.from({ length: 64 }, (_, code) => {
    const apart = Math.abs(one - (code & 7)) + Math.abs(two - (code >> 3));
    return code === 0 ? 0 : weight * (whole + sign * (shareOfWorking(0) - shareOfWorking(apart)));
  });
}

function weightsOf({ coachee, chosen }: Reader, number: PairNumber, { settings, coded }: Maker): Int32Array {
  const { rules } = settings;
  const answered = tagAttributes.filter((attribute) => chosen[attribute] !== null);
  return Int32Array.from(coded.masks, (mask) => {
    const tags = answered.filter((attribute) => mask & (1 << tagAttributes.indexOf(attribute)));
    const sum = tags.reduce((weight, attribute) => weight + rules[attribute][number], 0);
    return coachee.working && mask & workingBit ? sum + rules.working[number] : sum;
  });
}
