import { readFileSync } from 'node:fs';
import type { Instance } from '#lib/domain/matching/instance.ts';

/** Reads what `makeInstance` wrote, without copying the scores. */
export function readInstanceFile(file: string): Instance {
  const bytes = readFileSync(file);
  const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const [kind = 0, coachees = 0, coaches = 0, entries = 0] = numbers;
  const sizes = { coachees, coaches, capacities: numbers.slice(4, 4 + coaches), pins: null };
  const from = 4 + coaches;
  if (kind === 0x44454e53) return { ...sizes, scores: numbers.subarray(from), starts: null, columns: null };
  const listed = from + coachees + 1;
  return {
    ...sizes,
    starts: numbers.subarray(from, listed),
    columns: numbers.subarray(listed, listed + entries),
    scores: numbers.subarray(listed + entries, listed + 2 * entries)
  };
}
