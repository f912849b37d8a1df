import { supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { ChairLegs, LegValues } from './chair-legs.ts';
import { isFoundationWeak } from './foundation.ts';
import { readNeed, type NeedReading } from './read-need.ts';

/** A leg in the order of attention. `need` is null when nothing is known about it. `isFoundation`: first because of C2. */
export type RankedLeg = LegValues & {
  readonly leg: SupportType;
  readonly need: NeedReading | null;
  readonly isFoundation: boolean;
};

/**
 * All four legs (C1) in the order of attention: a weak socio-emotional leg first (C2), then by needed - received, most
 * missed first (C3); legs about which nothing is known stay at the end. Equal gaps keep the order of `supportTypes`.
 *
 * Only the coachee's answers count, never what the coach offers. Method: docs/methods/suggestion.md.
 */
export function rankLegs(chair: ChairLegs): RankedLeg[] {
  const isWeak = isFoundationWeak(chair);
  return supportTypes
    .map((leg) => ({
      leg,
      ...chair[leg],
      need: readNeed(chair[leg]),
      isFoundation: isWeak && leg === 'socio-emotional'
    }))
    .sort(byAttention);
}

function byAttention(a: RankedLeg, b: RankedLeg): number {
  if (a.isFoundation !== b.isFoundation) return a.isFoundation ? -1 : 1;
  if (a.need && b.need) return b.need.gap - a.need.gap;
  return Number(a.need === null) - Number(b.need === null);
}
