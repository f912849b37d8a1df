/** A stretch of text that stayed, went away or came in. */
export type DifferencePiece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

/** Comparing costs words times words; past this (a quarter of a second of work for all fields) what changed is shown as one stretch. */
const largestTable = 2_000_000;

/**
 * What changed between two texts, word by word.
 *
 * Shape: pieces in reading order; of a place that changed, what went away stands before what came in; no piece is empty and no
 * two neighbours are of one kind. `same` and `gone` together are the older text, `same` and `new` together the newer one.
 * Two equal texts give one piece, two empty ones none. Source: longest common subsequence (Wagner and Fischer 1974,
 * doi:10.1145/321796.321811), on words, spaces and signs.
 */
export function compareWords(older: string, newer: string): DifferencePiece[] {
  const [before, after] = [wordsOf(older), wordsOf(newer)];
  const start = countSame(before, after);
  const end = countSame(before.slice(start).toReversed(), after.slice(start).toReversed());
  const middle = align(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const all = [...asSame(before.slice(0, start)), ...middle, ...asSame(before.slice(before.length - end))];
  return gather(withoutLooseSpaces(all));
}

/** Words, stretches of space, and every other sign by itself; together they are the text. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu) ?? [];
}

function countSame(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((word, index) => word !== other[index]);
  return differs === -1 ? one.length : differs;
}

const asSame = (words: readonly string[]) => words.map((text) => ({ kind: 'same', text }) as const);
const asGone = (words: readonly string[]) => words.map((text) => ({ kind: 'gone', text }) as const);
const asNew = (words: readonly string[]) => words.map((text) => ({ kind: 'new', text }) as const);

function align(before: readonly string[], after: readonly string[]): DifferencePiece[] {
  if (before.length * after.length > largestTable) return [...asGone(before), ...asNew(after)];
  const inCommon = countCommon(before, after);
  const pieces: DifferencePiece[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    const losesLess = inCommon(row + 1, column) >= inCommon(row, column + 1);
    const piece = nextPiece(before[row] ?? '', after[column] ?? '', losesLess);
    pieces.push(piece);
    row += piece.kind === 'new' ? 0 : 1;
    column += piece.kind === 'gone' ? 0 : 1;
  }
  return [...pieces, ...asGone(before.slice(row)), ...asNew(after.slice(column))];
}

function nextPiece(gone: string, come: string, losesLess: boolean): DifferencePiece {
  if (gone === come) return { kind: 'same', text: gone };
  return losesLess ? { kind: 'gone', text: gone } : { kind: 'new', text: come };
}

/** How many words the rest of one text from `row`, and of the other from `column`, have in common, in order. */
function countCommon(before: readonly string[], after: readonly string[]): (row: number, column: number) => number {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => table[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const isSame = before[row] === after[column];
      table[row * width + column] = isSame ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return at;
}

/** A space that stayed between two words that changed would cut one change into crumbs: it goes and comes along. */
function withoutLooseSpaces(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  return pieces.flatMap((piece, index): DifferencePiece[] => {
    const isLoose = piece.kind === 'same' && piece.text.trim() === '' && isChange(pieces[index - 1]) && isChange(pieces[index + 1]);
    return isLoose
      ? [
          { kind: 'gone', text: piece.text },
          { kind: 'new', text: piece.text }
        ]
      : [piece];
  });
}

function isChange(piece: DifferencePiece | undefined): boolean {
  return piece !== undefined && piece.kind !== 'same';
}

/** Within a change what went stands before what came; space with which both end is no change. */
function gather(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  const gathered = stretchesOf(pieces).flatMap(settle);
  return stretchesOf(gathered).flatMap((stretch) => (isChange(stretch[0]) ? stretch : [joinKind(stretch, 'same')]));
}

function settle(stretch: readonly DifferencePiece[]): DifferencePiece[] {
  const [gone, come] = [joinKind(stretch, 'gone').text, joinKind(stretch, 'new').text];
  const space = /\s+$/.exec(gone)?.[0] ?? '';
  const end = space === /\s+$/.exec(come)?.[0] ? space : '';
  const settled: DifferencePiece[] = [
    joinKind(stretch, 'same'),
    { kind: 'gone', text: gone.slice(0, gone.length - end.length) },
    { kind: 'new', text: come.slice(0, come.length - end.length) },
    { kind: 'same', text: end }
  ];
  return settled.filter(({ text }) => text !== '');
}

function joinKind(pieces: readonly DifferencePiece[], kind: DifferencePiece['kind']): DifferencePiece {
  return { kind, text: pieces.map((piece) => (piece.kind === kind ? piece.text : '')).join('') };
}

/** The pieces in stretches that stayed and stretches that changed, in turn. */
function stretchesOf(pieces: readonly DifferencePiece[]): DifferencePiece[][] {
  const stretches: DifferencePiece[][] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    if (last && isChange(last[0]) === isChange(piece)) last.push(piece);
    else stretches.push([piece]);
  }
  return stretches;
}
