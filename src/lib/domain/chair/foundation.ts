import type { ChairLegs, LegValues } from './chair-legs.ts';

/** Below this the socio-emotional leg is too weak to build on. Proposal, docs/methods/suggestion.md; half of the scale. */
const foundationFrom = 3;

/** A leg this low counts as missing whatever the need. Proposal: between "never" and "rarely". */
const missingUpTo = 1.5;

/** A leg this low counts as missing when it is needed. Proposal: "rarely". */
const missingWhenNeededUpTo = 2;

/** From this level somebody needs the leg. Proposal: the middle of the need scale. */
const neededFrom = 3;

/** Whether the socio-emotional leg is weak, regardless of need (C2). Not measured is not weak. */
export function isFoundationWeak(chair: ChairLegs): boolean {
  const { received } = chair['socio-emotional'];
  return received !== null && received < foundationFrom;
}

/** Whether a leg is missing: hardly received at all, or little received while needed. Not measured is never missing. */
export function isMissing({ received, needed }: Pick<LegValues, 'received' | 'needed'>): boolean {
  if (received === null) return false;
  if (received <= missingUpTo) return true;
  return received <= missingWhenNeededUpTo && needed !== null && needed >= neededFrom;
}
