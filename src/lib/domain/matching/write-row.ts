import { mostTags, tagAttributes, type TagAttribute } from './attribute.ts';
import { codeCoaches, maskOf, recordOfTags, workingBit, type CodedCoaches } from './code-people.ts';
import { enoughInCommon, hundredPer, readTags, shareOf } from './compare-pair.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Coach, Coachee, Tags } from './person.ts';
import { layOutBoard, mostRates, partBytes, rateBytes, type ScoreBoard } from './score-board.ts';

/** One of the two numbers of a pair. */
type PairNumber = 'ground' | 'horizon';

/** In place of a number: nothing could be compared. */
export const notMeasured = 255;

/** A coachee whose tags were read once. `mask`: which attributes they answered, one bit each. */
export type Reader = { readonly coachee: Coachee; readonly chosen: Readonly<Record<TagAttribute, Tags>>; readonly mask: number };

/**
 * What a run writes rows with. `tables`: what was made so far, by weight and enough. `rates`: the same, by the mask of a coachee, of
 * which at most `mostRates` stand on the board.
 */
export type Writer = {
  readonly settings: MatchSettings;
  readonly coded: CodedCoaches;
  readonly board: ScoreBoard;
  readonly tables: Map<number, Uint8Array>;
  readonly rates: Map<number, Rates>;
};

/** Where rates stand on the board; `weights`: per mask of a coach, the weight in shared ground of all that both answered. */
export type Rates = { readonly at: number; readonly weights: Int32Array };

/** A part of the board, from byte `from` up to `to`. */
export type Span = { readonly from: number; readonly to: number };

/** The tags of a coachee on the board: per attribute, a list of where their rows begin. */
export type TagLists = Readonly<Record<TagAttribute, Span>>;

/** With nothing written yet. */
export function makeWriter(settings: MatchSettings, coaches: readonly Coach[]): Writer {
  const coded = codeCoaches(coaches);
  return { settings, coded, board: layOutBoard(coded), tables: new Map(), rates: new Map() };
}

/** Reads the tags of a coachee. */
export function readCoachee(coachee: Coachee): Reader {
  const chosen = recordOfTags((attribute) => readTags(coachee.tags[attribute], mostTags[attribute]));
  return { coachee, chosen, mask: maskOf(coachee) };
}

/** Lists the rows of the tags of a coachee. Rare tags have none: they are counted, all in one row, which is then listed too. */
export function writeTags({ coded, board }: Writer, { chosen }: Reader): TagLists {
  const { words, places, tagRows } = board;
  let end = places.lists;
  const list = (row: number) => {
    words[end >> 2] = row;
    end += 4;
  };
  return recordOfTags((attribute) => {
    const from = end;
    const rows = tagRows[attribute];
    const rare: (readonly number[])[] = [];
    for (const tag of chosen[attribute] ?? []) {
      const row = rows.of.get(tag);
      if (row === undefined) rare.push(coded.holders[attribute].get(tag) ?? []);
      else list(row);
    }
    if (rare.length > 0) {
      countRare(board, rows.rare, rare);
      list(rows.rare);
    }
    return { from, to: end };
  });
}

function countRare({ bytes, places }: ScoreBoard, row: number, holders: readonly (readonly number[])[]): void {
  bytes.fill(0, row, row + places.stride);
  for (const coaches of holders) for (const coach of coaches) bytes[row + coach] = (bytes[row + coach] ?? 0) + 1;
}

/** Writes the parts of one number: what counts for it, and was answered. Shared ground counts what is common, new horizon what is fresh. */
export function writeParts(writer: Writer, { chosen }: Reader, { lists, number }: { lists: TagLists; number: PairNumber }): Span {
  const { settings, board } = writer;
  const { places, bytes, words, tagRows } = board;
  const from = places.parts + (number === 'ground' ? 0 : tagAttributes.length * partBytes);
  let to = from;
  for (const attribute of tagAttributes) {
    const rule = settings.rules[attribute];
    const tags = chosen[attribute];
    if (tags === null || rule[number] === 0) continue;
    const isGround = number === 'ground';
    bytes.set(tableOf(writer, rule[number], isGround ? enoughInCommon(rule.enough, tags.length) : rule.enough), to);
    const at = (to + 2 * counts) >> 2;
    words[at] = lists[attribute].from;
    words[at + 1] = lists[attribute].to;
    words[at + 2] = isGround ? places.nothing : tagRows[attribute].sizes;
    to += partBytes;
  }
  return { from, to };
}

/** How many counts there are: none to fifteen. */
const counts = 16;

/** What 0 to 15 tags earn: sixteen low bytes, then the sixteen high ones. */
function tableOf({ tables }: Writer, weight: number, enough: number): Uint8Array {
  const key = 8 * weight + enough;
  const known = tables.get(key);
  if (known) return known;
  const earned = Array.from({ length: counts }, (_, count) => weight * shareOf(count, enough));
  const made = Uint8Array.from([...earned.map((units) => units & 255), ...earned.map((units) => units >> 8)]);
  tables.set(key, made);
  return made;
}

/** The rates of a coachee, written unless they stand there. When there is no room left, all are written anew. */
export function ratesOf(writer: Writer, { mask }: Reader): Rates {
  const { rates, board } = writer;
  const known = rates.get(mask);
  if (known) return known;
  if (rates.size === mostRates) rates.clear();
  const { places } = board;
  const at = places.rates + rates.size * rateBytes * places.stride;
  const weights = weightsOf(writer, mask, 'ground');
  writeRates(writer, weights, { rates: at, missing: at + 8 * places.stride });
  writeRates(writer, weightsOf(writer, mask, 'horizon'), { rates: at + 4 * places.stride, missing: at + 9 * places.stride });
  const made = { at, weights };
  rates.set(mask, made);
  return made;
}

/** Per mask of a coach: what all weighs together that both answered. */
function weightsOf({ settings, coded }: Writer, mask: number, number: PairNumber): Int32Array {
  const { rules } = settings;
  return Int32Array.from(coded.masks, (other) => {
    const both = mask & other;
    const sum = both & workingBit ? rules.working[number] : 0;
    return tagAttributes.reduce((weight, attribute, at) => (both & (1 << at) ? weight + rules[attribute][number] : weight), sum);
  });
}

type RatePlaces = { readonly rates: number; readonly missing: number };

function writeRates({ board, coded }: Writer, weights: Int32Array, { rates, missing }: RatePlaces): void {
  const perMask = Float32Array.from(weights, hundredPer);
  coded.answers.forEach((answer, coach) => {
    board.fractions[(rates >> 2) + coach] = perMask[answer] ?? 0;
    board.bytes[missing + coach] = weights[answer] === 0 ? notMeasured : 0;
  });
}
