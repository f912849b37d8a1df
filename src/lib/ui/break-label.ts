/** In a column of the drawing: from its top to the first baseline, under the emblem, and from line to line. */
export const [labelTop, lineHeight] = [30, 13.5];

/**
 * The lines of a name that has to fit a narrow column: filled word by word up to `width` letters. A longer word stays
 * whole on a line of its own. An empty name has no lines.
 */
export function breakLabel(label: string, width = 12): string[] {
  return label.split(/\s+/u).reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) return [...lines.slice(0, -1), `${last} ${word}`];
    return word === '' ? lines : [...lines, word];
  }, []);
}

/** The height of the names under a chair, in drawing units: emblem, the longest name, and a line for notes. */
export function measureLabels(labels: readonly string[], hasNotes: boolean): number {
  const lines = Math.max(0, ...labels.map((label) => breakLabel(label).length)) + (hasNotes ? 1 : 0);
  return labelTop + (lines - 1) * lineHeight + 6;
}
