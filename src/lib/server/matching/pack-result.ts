import type { MatchingResult, PackedResult, Rows } from './matching-messages.ts';

/** Packs a result. A suggested coach is one number, that of a deliberately different one below zero. */
export function packResult({ assignment, shortages, lists, full }: MatchingResult): PackedResult {
  const suggested = lists.map((list) => list.map(({ coach, why }) => (why === 'fit' ? coach : -1 - coach)));
  return { assignment, shortages, lists: packRows(suggested), full: packRows(full) };
}

/** The result that was packed. */
export function unpackResult({ assignment, shortages, lists, full }: PackedResult): MatchingResult {
  const suggested = unpackRows(lists).map((row) =>
    row.map((cell) => (cell < 0 ? { coach: -1 - cell, why: 'different' as const } : { coach: cell, why: 'fit' as const }))
  );
  return { assignment, shortages, lists: suggested, full: unpackRows(full) };
}

function packRows(rows: readonly (readonly number[])[]): Rows {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    starts[at + 1] = (starts[at] ?? 0) + row.length;
  });
  return { starts, cells: Int32Array.from(rows.flat()) };
}

function unpackRows({ starts, cells }: Rows): number[][] {
  return Array.from({ length: starts.length - 1 }, (_, at) => [...cells.subarray(starts[at], starts[at + 1])]);
}
