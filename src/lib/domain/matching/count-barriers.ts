import { type Barrier, findBarriers } from './find-barriers.ts';
import type { MatchSettings } from './match-settings.ts';
import type { Coachee } from './person.ts';
import type { People } from './score-pairs.ts';

/**
 * What rules coaches out for a coachee, as it is told: `apart` is for all that people decided about a pair, so that it never says who did,
 * or that it was a veto.
 */
export const ruledOutBy = ['same', 'tie', 'line', 'evaluator', 'language', 'apart'] as const;

export type RuledOutBy = (typeof ruledOutBy)[number];

/** How many coaches each rules out; together they are all coaches who cannot be. */
export type RuledOut = Readonly<Record<RuledOutBy, number>>;

const told: ReadonlyMap<Barrier, RuledOutBy> = new Map([
  ['same-person', 'same'],
  ['tie', 'tie'],
  ['line', 'line'],
  ['evaluator', 'evaluator'],
  ['close-to-evaluator', 'evaluator'],
  ['language', 'language']
]);

/**
 * Counts who is ruled out for one coachee. Each coach counts once, for what was declared before `apart`: what people would rather not is
 * counted only where nothing else stands.
 */
export function countBarriers(coachee: Coachee, { coaches, bans }: Omit<People, 'coachees'>, settings: MatchSettings): RuledOut {
  const counts = { same: 0, tie: 0, line: 0, evaluator: 0, language: 0, apart: 0 };
  const banned = new Set(bans.filter((ban) => ban.coachee === coachee.id).map(({ coach }) => coach));
  for (const coach of coaches) {
    const kinds = findBarriers(coachee, coach, settings).map((barrier) => told.get(barrier) ?? 'apart');
    const first = ruledOutBy.find((kind) => kinds.includes(kind)) ?? (banned.has(coach.id) ? 'apart' : null);
    if (first !== null) counts[first] += 1;
  }
  return counts;
}
