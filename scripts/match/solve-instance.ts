import { assign } from '#lib/domain/matching/assign.ts';
import { choose, countBlockingPairs } from '#lib/domain/matching/choose.ts';
import { drawnByLot } from '#lib/domain/matching/favour.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';

/** What `npm run match` can be asked for. */
export const objectives = ['score', 'matched', 'stable'] as const;

/** One of them. */
export type AskedObjective = (typeof objectives)[number];

/** The one JSON object that is printed; `assignment`: per coachee the coach, or -1. */
export type Answer = {
  readonly objective: AskedObjective;
  readonly total: number;
  readonly matched: number;
  readonly assignment: readonly number[];
  readonly certificate: Readonly<Record<string, unknown>>;
};

/** Solves an instance whose pins keep the constraints. */
export function solveInstance(instance: Instance, objective: AskedObjective): Answer {
  if (objective === 'stable') return solveStable(instance);
  const { total, matched, coachOf, prices, worth, certificate } = assign(instance, objective);
  const { value, bound, proven, gains } = certificate;
  return {
    objective,
    total,
    matched,
    assignment: [...coachOf],
    certificate: { proven, value, bound, worthOfUnmatched: worth, prices: [...prices], gains: [...gains] }
  };
}

function solveStable(instance: Instance): Answer {
  const { total, matched, coachOf, proposals } = choose(instance, drawnByLot);
  const blockingPairs = countBlockingPairs(instance, drawnByLot, coachOf);
  return {
    objective: 'stable',
    total,
    matched,
    assignment: [...coachOf],
    certificate: { proven: blockingPairs === 0, blockingPairs, proposals }
  };
}
