import { type RuledOut, ruledOutBy } from '#lib/domain/matching/count-barriers.ts';
import { m } from './m.ts';

/** How many coaches cannot be, and why, in sentences; nothing for what rules nobody out. */
export function ruledOutWords(by: RuledOut): string {
  return ruledOutBy.flatMap((kind) => (by[kind] > 0 ? [m[`outcome_ruled_out_${kind}`]({ count: by[kind] })] : [])).join(' ');
}
