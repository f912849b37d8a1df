import { fields, tagAttributes } from './attribute.ts';
import { byteAt, intAt } from './cells.ts';
import { codeCoaches, type CodedCoaches, type Lists } from './code-people.ts';
import { hundredPer, toHundred, unit } from './compare-pair.ts';
import type { Ban } from './find-barriers.ts';
import { forbidden } from './instance.ts';
import { groundShareOf, type MatchSettings } from './match-settings.ts';
import type { Coach, Coachee } from './person.ts';
import {
  answerTablesOf,
  makeMaker,
  nothing,
  notMeasured,
  readCoachee,
  rowTablesOf,
  type AnswerTables,
  type ForBoth,
  type Maker,
  type Reader,
  type RowTables
} from './score-tables.ts';

/**
 * Both numbers of every pair, row after row: that of (i, j) stands at i x coaches + j. `ground`, `horizon`: 0 to 100; `notMeasured` when
 * nothing could be compared. `fit`: the two weighed by the position of the coachee, 0 to 10,000, or -1 for a pair that cannot be; it is
 * what `assign` maximises, and never shown (C23). Six bytes a pair.
 */
export type PairScores = { readonly ground: Uint8Array; readonly horizon: Uint8Array; readonly fit: Int32Array };

/** Who is to be matched, and what the coordinator and the people themselves forbade. */
export type People = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[]; readonly bans: readonly Ban[] };

/** One row while it is being made. `worked`: what each coach earns with each way of working that a coachee had so far. */
type Bench = {
  readonly maker: Maker;
  readonly common: Int32Array;
  readonly groundEarned: Int32Array;
  readonly wishesMet: Int32Array;
  readonly worked: Map<AnswerTables, Int32Array>;
};

/** Called now and then with how many coachees are done; throws to stop. */
export type Watch = (done: number) => void;

/** Scores every pair as `comparePair` would, to the last unit. */
export function scorePairs(people: People, settings: MatchSettings, watch?: Watch): PairScores {
  const coded = codeCoaches(people.coaches);
  const size = people.coachees.length * coded.count;
  const scores: PairScores = { ground: new Uint8Array(size), horizon: new Uint8Array(size), fit: new Int32Array(size) };
  const bench = makeBench(coded, settings);
  people.coachees.forEach((coachee, row) => {
    scoreRow(bench, coachee, { scores, start: row * coded.count });
    if (row % 64 === 63) watch?.(row + 1);
  });
  forbidBanned(people, coded, scores);
  return scores;
}

function makeBench(coded: CodedCoaches, settings: MatchSettings): Bench {
  const { count } = coded;
  return {
    maker: makeMaker(settings, coded),
    common: new Int32Array(count),
    groundEarned: new Int32Array(count),
    wishesMet: new Int32Array(count),
    worked: new Map()
  };
}

type Target = { readonly scores: PairScores; readonly start: number };

function scoreRow(bench: Bench, coachee: Coachee, target: Target): void {
  const { maker } = bench;
  const reader = readCoachee(coachee);
  const tables = rowTablesOf(reader, maker);
  const answers = answerTablesOf(reader, maker);
  const share = groundShareOf(maker.settings, coachee.position);
  const row = { tables, share, worked: { ground: workedOf(bench, answers.ground), horizon: workedOf(bench, answers.horizon) } };
  countCommon(bench, reader);
  if (isUsual(tables)) earnUsual(bench, row, target);
  else earnAny(bench, row, target);
  addWishes(bench, { tables, share, coachee }, target);
  forbidRow(bench, reader, target);
}

/** What one coachee's row is made with; `share`: how much of 100 shared ground weighs. */
type Row = { readonly tables: ForBoth<RowTables>; readonly share: number; readonly worked: ForBoth<Int32Array> };

/** The way of working of a coachee against that of every coach: worked out once for all who answered the same. */
function workedOf({ maker, worked }: Bench, answers: AnswerTables): Int32Array {
  const known = worked.get(answers);
  if (known) return known;
  const [first, second] = answers;
  const made = maker.coded.working.map((answer) => intAt(first, answer & 63) + intAt(second, answer >> 6));
  worked.set(answers, made);
  return made;
}

/** As by the defaults: both numbers can be measured, nothing of the last byte is shared ground, nothing of the first two new horizon. */
function isUsual({ ground, horizon }: ForBoth<RowTables>): boolean {
  if (ground.weights.includes(0) || horizon.weights.includes(0)) return false;
  return ground.bytes[3] === nothing && horizon.bytes[0] === nothing && horizon.bytes[1] === nothing;
}

/** Both numbers of a row in one walk; each is looked up by what was earned and what could be. `sizes - common` is what is fresh. */
function earnUsual({ maker, common, groundEarned }: Bench, { tables, worked, share }: Row, { scores, start }: Target): void {
  const { sizes, answers, count } = maker.coded;
  const { numbers } = maker.hundreds;
  const { ground, horizon } = tables;
  const [a, b, c] = ground.bytes;
  const [, , y, z] = horizon.bytes;
  const groundRow = scores.ground.subarray(start, start + count);
  const horizonRow = scores.horizon.subarray(start, start + count);
  const fitRow = scores.fit.subarray(start, start + count);
  const rest = 100 - share;
  for (let coach = 0; coach < count; coach += 1) {
    const code = intAt(common, coach);
    const fresh = intAt(sizes, coach) - code;
    const mask = intAt(answers, coach);
    const shared = intAt(worked.ground, coach) + intAt(a, code & 255) + intAt(b, (code >>> 8) & 255) + intAt(c, (code >>> 16) & 255);
    const opened = intAt(worked.horizon, coach) + intAt(y, (fresh >>> 16) & 255) + intAt(z, fresh >>> 24);
    const groundNumber = byteAt(numbers, intAt(ground.offsets, mask) + shared);
    const horizonNumber = byteAt(numbers, intAt(horizon.offsets, mask) + opened);
    groundEarned[coach] = shared;
    groundRow[coach] = groundNumber;
    horizonRow[coach] = horizonNumber;
    fitRow[coach] = share * groundNumber + rest * horizonNumber;
  }
}

/** The same whatever counts for which number. */
function earnAny({ maker, common, groundEarned }: Bench, { tables, worked, share }: Row, { scores, start }: Target): void {
  const { sizes, answers, count } = maker.coded;
  const { numbers } = maker.hundreds;
  const { ground, horizon } = tables;
  for (let coach = 0; coach < count; coach += 1) {
    const code = intAt(common, coach);
    const mask = intAt(answers, coach);
    const shared = intAt(worked.ground, coach) + earnedBy(ground.bytes, code);
    const opened = intAt(worked.horizon, coach) + earnedBy(horizon.bytes, intAt(sizes, coach) - code);
    groundEarned[coach] = shared;
    const groundNumber = byteAt(numbers, intAt(ground.offsets, mask) + shared);
    const horizonNumber = byteAt(numbers, intAt(horizon.offsets, mask) + opened);
    scores.ground[start + coach] = groundNumber;
    scores.horizon[start + coach] = horizonNumber;
    scores.fit[start + coach] = fitOf(groundNumber, horizonNumber, share);
  }
}

function earnedBy([a, b, c, d]: RowTables['bytes'], code: number): number {
  return intAt(a, code & 255) + intAt(b, (code >>> 8) & 255) + intAt(c, (code >>> 16) & 255) + intAt(d, code >>> 24);
}

/** One walk along the coaches of each tag the coachee chose: nothing is done for a tag a coach did not choose. */
function countCommon({ maker, common }: Bench, { chosen }: Reader): void {
  const { tagOf, lists } = maker.coded;
  common.fill(0);
  for (const attribute of tagAttributes) {
    const tags = chosen[attribute];
    if (tags !== null) addTags(common, tags, { lists, known: tagOf[attribute], one: 1 << fields[attribute].shift });
  }
}

type Adding = { readonly lists: Lists; readonly known: ReadonlyMap<string, number>; readonly one: number };

function addTags(common: Int32Array, tags: readonly string[], { lists, known, one }: Adding): void {
  for (const tag of tags) {
    const list = known.get(tag);
    if (list !== undefined) addAlong(common, lists, { list, one });
  }
}

function addAlong(counts: Int32Array, { starts, coaches }: Lists, { list, one }: { readonly list: number; readonly one: number }): void {
  const end = intAt(starts, list + 1);
  for (let at = intAt(starts, list); at < end; at += 1) {
    const coach = intAt(coaches, at);
    counts[coach] = intAt(counts, coach) + one;
  }
}

type Wishing = Pick<Row, 'tables' | 'share'> & { readonly coachee: Coachee };

/** Only coaches who volunteered what was wished are looked at again: the wish adds to what shared ground earned and could earn. */
function addWishes({ maker, groundEarned, wishesMet }: Bench, { coachee, tables, share }: Wishing, { scores, start }: Target): void {
  const { settings, coded } = maker;
  const wishes = coachee.wishes.slice(0, settings.wishesUsed);
  const met = new Set(wishes.flatMap((trait) => coded.byVolunteered.get(trait) ?? []));
  for (const coach of met) wishesMet[coach] = 0;
  for (const trait of wishes) for (const coach of coded.byVolunteered.get(trait) ?? []) wishesMet[coach] = intAt(wishesMet, coach) + 1;
  for (const coach of met) {
    const more = settings.wish * intAt(wishesMet, coach);
    const weight = intAt(tables.ground.weights, intAt(coded.answers, coach)) + more;
    const shared = weight === 0 ? notMeasured : toHundred(intAt(groundEarned, coach) + more * unit, hundredPer(weight));
    scores.ground[start + coach] = shared;
    scores.fit[start + coach] = fitOf(shared, scores.horizon[start + coach] ?? notMeasured, share);
  }
}

function fitOf(ground: number, horizon: number, share: number): number {
  if (ground === notMeasured) return horizon === notMeasured ? 0 : 100 * horizon;
  return horizon === notMeasured ? 100 * ground : share * ground + (100 - share) * horizon;
}

/** As `findBarriers`, for a whole row: only those who are met under a name are looked at. */
function forbidRow({ maker, common }: Bench, { coachee, chosen }: Reader, { scores, start }: Target): void {
  const { settings, coded } = maker;
  const forbid = (coaches: readonly number[] | undefined) => coaches?.forEach((coach) => (scores.fit[start + coach] = forbidden));
  forbid(coded.byId.get(coachee.id));
  for (const tie of coachee.ties) forbid(coded.byTie.get(tie));
  for (const line of coachee.lines) forbid(coded.byLine.get(line));
  for (const evaluator of coachee.evaluators) {
    forbid(coded.byId.get(evaluator));
    forbid(coded.byCloseTo.get(evaluator));
  }
  if (settings.needsLanguage && chosen.languages) forbidSpeechless(coded, common, { scores, start });
}

function forbidSpeechless({ answers, masks, count }: CodedCoaches, common: Int32Array, { scores, start }: Target): void {
  const { shift, most } = fields.languages;
  const bit = 1 << tagAttributes.indexOf('languages');
  const answered = Int32Array.from(masks, (mask) => mask & bit);
  for (let coach = 0; coach < count; coach += 1) {
    const isMute = ((intAt(common, coach) >>> shift) & most) === 0 && intAt(answered, intAt(answers, coach)) !== 0;
    if (isMute) scores.fit[start + coach] = forbidden;
  }
}

function forbidBanned({ coachees, bans }: People, coded: CodedCoaches, { fit }: PairScores): void {
  if (bans.length === 0) return;
  const rows = new Map(coachees.map(({ id }, row) => [id, row]));
  for (const { coachee, coach } of bans) {
    const row = rows.get(coachee);
    const column = coded.byId.get(coach)?.[0];
    if (row !== undefined && column !== undefined) fit[row * coded.count + column] = forbidden;
  }
}
