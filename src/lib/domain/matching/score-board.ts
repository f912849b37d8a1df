import { mostTags, statementCount, tagAttributes, type TagAttribute } from './attribute.ts';
import { recordOfTags, workingBit, type CodedCoaches } from './code-people.ts';
import { startLoops, type Loops } from './start-loops.ts';

/**
 * The memory in which rows are scored, and the functions that score them. `places`: where each thing begins, in bytes. `bytes`, `words`,
 * `fractions`: the whole memory, by one, four and four bytes. `ground`, `horizon`, `fit`, `groundEarned`: the row that was scored last,
 * one number per coach. `tagRows`: where the rows of each attribute begin.
 */
export type ScoreBoard = {
  readonly places: Places;
  readonly loops: Loops;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly fractions: Float32Array;
  readonly ground: Uint8Array;
  readonly horizon: Uint8Array;
  readonly fit: Int32Array;
  readonly groundEarned: Int32Array;
  readonly tagRows: Readonly<Record<TagAttribute, TagRows>>;
};

/**
 * Where rows of an attribute begin. `sizes`: how many tags each coach has. `of`: who chose a tag, 1 or 0, for tags that are not rare.
 * `rare`: room to count the others in.
 */
type TagRows = { readonly sizes: number; readonly rare: number; readonly of: ReadonlyMap<string, number> };

/** How many sets of rates are kept: one for all coachees who answered the same attributes. */
export const mostRates = 8;

/** What a set of rates takes per coach, in bytes: two rows of four, two of one. */
export const rateBytes = 10;

/** What a part of one of the two numbers takes, in bytes. */
export const partBytes = 48;

const block = 16;

type Places = ReturnType<typeof layOut>;

/** The lists first, then the rows; each begins at a multiple of sixteen. */
function layOut(stride: number) {
  let end = 0;
  const take = (bytes: number) => {
    const at = end;
    end += block * Math.ceil(bytes / block);
    return at;
  };
  const rows = (count: number) => take(count * stride);
  const most = tagAttributes.reduce((sum, attribute) => sum + mostTags[attribute] + 1, 0);
  return {
    stride,
    parts: take(2 * tagAttributes.length * partBytes),
    lists: take(4 * most),
    nothing: rows(1),
    sizes: rows(tagAttributes.length),
    rare: rows(tagAttributes.length),
    working: rows(statementCount),
    answered: rows(1),
    speaking: rows(1),
    ground: rows(1),
    horizon: rows(1),
    fit: rows(4),
    groundEarned: rows(4),
    horizonEarned: rows(4),
    rates: rows(rateBytes * mostRates),
    tags: end
  };
}

/**
 * Lays the coaches out. A tag that a sixteenth of them chose, or more, gets a row of its own; of the others the coaches are listed. So
 * the memory is at most 121 bytes per coach and 16 per tag of each coach, whatever words people use.
 */
export function layOutBoard(coded: CodedCoaches): ScoreBoard {
  const { count } = coded;
  const places = layOut(block * Math.max(1, Math.ceil(count / block)));
  const { tagRows, end } = layOutTags(coded, places);
  const { loops, buffer } = startLoops(end, places);
  const board: ScoreBoard = {
    places,
    loops,
    bytes: new Uint8Array(buffer),
    words: new Int32Array(buffer),
    fractions: new Float32Array(buffer),
    ground: new Uint8Array(buffer, places.ground, count),
    horizon: new Uint8Array(buffer, places.horizon, count),
    fit: new Int32Array(buffer, places.fit, count),
    groundEarned: new Int32Array(buffer, places.groundEarned, count),
    tagRows
  };
  writeCoaches(board, coded);
  return board;
}

/** Rows for the tags that are not rare, one after another. */
function layOutTags({ holders, count }: CodedCoaches, { tags, sizes, rare, stride }: Places) {
  let end = tags;
  const tagRows = recordOfTags((attribute): TagRows => {
    const of = new Map<string, number>();
    for (const [tag, coaches] of holders[attribute]) {
      if (block * coaches.length < count) continue;
      of.set(tag, end);
      end += stride;
    }
    const before = stride * tagAttributes.indexOf(attribute);
    return { sizes: sizes + before, rare: rare + before, of };
  });
  return { tagRows, end };
}

function writeCoaches({ bytes, places, tagRows }: ScoreBoard, { holders, sizes, working, masks, answers }: CodedCoaches): void {
  for (const attribute of tagAttributes) {
    const rows = tagRows[attribute];
    bytes.set(sizes[attribute], rows.sizes);
    for (const [tag, row] of rows.of) holders[attribute].get(tag)?.forEach((coach) => (bytes[row + coach] = 1));
  }
  working.forEach((row, at) => {
    bytes.set(row, places.working + at * places.stride);
  });
  const speakingBit = 1 << tagAttributes.indexOf('languages');
  answers.forEach((answer, coach) => {
    const mask = masks[answer] ?? 0;
    bytes[places.answered + coach] = mask & workingBit ? 255 : 0;
    bytes[places.speaking + coach] = mask & speakingBit ? 255 : 0;
  });
}
