/** A stretch of text in one look. */
export type TextRun = { readonly text: string; readonly isBold: boolean; readonly isItalic: boolean };

/** A part of the notes two people write together, in reading order. A list has one line of text per item; a line may be empty. */
export type LiveBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'bullets' | 'numbers'; readonly items: readonly (readonly TextRun[])[] };

/** The words without their looks, one line per paragraph or item. Empty text when nothing was written. */
export function plainTextOf(blocks: readonly LiveBlock[]): string {
  const lines = blocks.flatMap((block) => (block.kind === 'paragraph' ? [lineOf(block.runs)] : block.items.map(lineOf)));
  return lines.join('\n').trim();
}

/** Whether the notes end with these lines, each a paragraph of its own. Lists do not count; no lines: yes. */
export function endsWithLines(blocks: readonly LiveBlock[], lines: readonly string[]): boolean {
  const last = blocks.slice(Math.max(0, blocks.length - lines.length));
  const said = last.flatMap((block) => (block.kind === 'paragraph' ? [lineOf(block.runs)] : []));
  return said.length === lines.length && said.every((line, index) => line === lines[index]);
}

function lineOf(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join('');
}
