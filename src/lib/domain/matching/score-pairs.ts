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

/** One row while it is being made. */
type Bench = {
  readonly maker: Maker;
  readonly common: Int32Array;
  readonly fresh: Int32Array;
  readonly groundEarned: Int32Array;
  readonly horizonEarned: Int32Array;
  readonly wishesMet: Int32Array;
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
    fresh: new Int32Array(count),
    groundEarned: new Int32Array(count),
    horizonEarned: new Int32Array(count),
    wishesMet: new Int32Array(count)
  };
}

type Target = { readonly scores: PairScores; readonly start: number };

function scoreRow(bench: Bench, coachee: Coachee, target: Target): void {
  const { maker, common, fresh, groundEarned, horizonEarned } = bench;
  const reader = readCoachee(coachee);
  const tables = rowTablesOf(reader, maker);
  const row = { tables, answers: answerTablesOf(reader, maker), share: groundShareOf(maker.settings, coachee.position) };
  countCommon(bench, reader);
  takeAway(fresh, maker.coded.sizes, common);
  earn(groundEarned, common, { bytes: tables.ground.bytes, working: row.answers.ground, coded: maker.coded });
  earn(horizonEarned, fresh, { bytes: tables.horizon.bytes, working: row.answers.horizon, coded: maker.coded });
  finishRow(bench, row, target);
  addWishes(bench, { ...row, coachee }, target);
  forbidRow(bench, reader, target);
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

/**
 * Adds up what a row earned for one number: in one loop when everything counts, as in shared ground by the defaults, or in small ones
 * for what does.
 */
function earn(earned: Int32Array, counts: Int32Array, earning: Earning): void {
  const [a, b, c, d] = earning.bytes;
  const [first, second] = earning.working;
  if (a !== nothing && first !== nothing) {
    earnAll(earned, counts, earning);
    return;
  }
  earnUpper(earned, counts, [c, d]);
  if (a !== nothing || b !== nothing) earnLower(earned, counts, [a, b]);
  if (first !== nothing) earnWorking(earned, earning.coded.working, [first, second]);
}

function earnAll(earned: Int32Array, counts: Int32Array, { bytes, working, coded }: Earning): void {
  const [a, b, c, d] = bytes;
  const [first, second] = working;
  const { length } = earned;
  for (let coach = 0; coach < length; coach += 1) {
    const code = intAt(counts, coach);
    const answer = intAt(coded.working, coach);
    const lower = intAt(a, code & 255) + intAt(b, (code >>> 8) & 255);
    const upper = intAt(c, (code >>> 16) & 255) + intAt(d, code >>> 24);
    earned[coach] = lower + upper + intAt(first, answer & 63) + intAt(second, answer >> 6);
  }
}

type Earning = { readonly bytes: RowTables['bytes']; readonly working: AnswerTables; readonly coded: CodedCoaches };
type TwoTables = readonly [Int32Array, Int32Array];

function earnUpper(earned: Int32Array, counts: Int32Array, [c, d]: TwoTables): void {
  const { length } = earned;
  for (let coach = 0; coach < length; coach += 1) {
    const code = intAt(counts, coach) >>> 16;
    earned[coach] = intAt(c, code & 255) + intAt(d, code >>> 8);
  }
}

function earnLower(earned: Int32Array, counts: Int32Array, [a, b]: TwoTables): void {
  const { length } = earned;
  for (let coach = 0; coach < length; coach += 1) {
    const code = intAt(counts, coach);
    earned[coach] = intAt(earned, coach) + intAt(a, code & 255) + intAt(b, (code >>> 8) & 255);
  }
}

function earnWorking(earned: Int32Array, answers: Int32Array, [first, second]: TwoTables): void {
  const { length } = earned;
  for (let coach = 0; coach < length; coach += 1) {
    const answer = intAt(answers, coach);
    earned[coach] = intAt(earned, coach) + intAt(first, answer & 63) + intAt(second, answer >> 6);
  }
}

/** No count of common tags is larger than that of all tags, so that no field borrows from the next. */
function takeAway(fresh: Int32Array, sizes: Int32Array, common: Int32Array): void {
  const { length } = fresh;
  for (let coach = 0; coach < length; coach += 1) fresh[coach] = intAt(sizes, coach) - intAt(common, coach);
}

/** What one coachee's row is made with; `share`: how much shared ground weighs. */
type Row = { readonly tables: ForBoth<RowTables>; readonly answers: ForBoth<AnswerTables>; readonly share: number };

/** Both numbers are looked up by what was earned and what could be. */
function finishRow({ maker, groundEarned, horizonEarned }: Bench, { tables, share }: Row, { scores, start }: Target): void {
  lookUp(scores.ground, start, { earned: groundEarned, offsets: tables.ground.offsets, maker });
  lookUp(scores.horizon, start, { earned: horizonEarned, offsets: tables.horizon.offsets, maker });
  const { ground, horizon, fit } = scores;
  const end = start + maker.coded.count;
  const rest = 100 - share;
  const isWhole = !tables.ground.weights.includes(0) && !tables.horizon.weights.includes(0);
  if (isWhole) for (let at = start; at < end; at += 1) fit[at] = share * byteAt(ground, at) + rest * byteAt(horizon, at);
  else for (let at = start; at < end; at += 1) fit[at] = fitOf(byteAt(ground, at), byteAt(horizon, at), share);
}

type Looking = { readonly earned: Int32Array; readonly offsets: Int32Array; readonly maker: Maker };

function lookUp(found: Uint8Array, start: number, { earned, offsets, maker }: Looking): void {
  const { numbers } = maker.hundreds;
  const { answers, count } = maker.coded;
  const row = found.subarray(start, start + count);
  for (let coach = 0; coach < count; coach += 1) {
    row[coach] = byteAt(numbers, intAt(offsets, intAt(answers, coach)) + intAt(earned, coach));
  }
}

type Wishing = Row & { readonly coachee: Coachee };

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
