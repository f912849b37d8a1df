import type { Conflict } from '#lib/domain/matching/find-conflicts.ts';

/** A conflict as one sentence for the terminal, with numbers as in the file (from 0). */
export function describeConflict(conflict: Conflict): string {
  switch (conflict.kind) {
    case 'pin-forbidden':
      return `pinned wants pairs that can be, got coachee ${conflict.coachee} with coach ${conflict.coach}, who cannot`;
    case 'pins-over-capacity':
      return `pinned wants at most ${conflict.capacity} for coach ${conflict.coach}, got ${conflict.pinned.length}: coachees ${first(conflict.pinned)}`;
    case 'nobody-left':
      return `coachee ${conflict.coachee} has no coach left`;
  }
}

const mostNamed = 10;

function first(numbers: readonly number[]): string {
  return numbers.length > mostNamed ? `${numbers.slice(0, mostNamed).join(', ')} and others` : numbers.join(', ');
}
