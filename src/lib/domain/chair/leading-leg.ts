import type { SupportType } from '#lib/domain/support/support-type.ts';
import type { ChairLegs } from './chair-legs.ts';
import { isMissing } from './foundation.ts';
import { rankLegs, type RankedLeg } from './rank-legs.ts';

/**
 * Why a leg leads: 'foundation' = the socio-emotional leg is weak (C2); 'too-little' = less received than needed (C3);
 * 'missing' = hardly received, need not asked; 'about-right' = nothing is missed, keep this one well;
 * 'start' = nothing is known yet, so begin with the foundation.
 */
export type LeadingReason = 'foundation' | 'too-little' | 'missing' | 'about-right' | 'start';

/** The leg that suggestions serve, and why. */
export type LeadingLeg = { readonly leg: SupportType; readonly why: LeadingReason };

/**
 * The one leg that suggestions serve. Null when every leg with a known need gets more than wanted: then nothing is
 * suggested, because more of something unwanted is no help. Method: docs/methods/suggestion.md.
 */
export function leadingLeg(chair: ChairLegs): LeadingLeg | null {
  return legsToServe(chair)[0] ?? null;
}

/** All legs that suggestions may serve, the leading one first. Empty when the leading leg is null. */
export function legsToServe(chair: ChairLegs): LeadingLeg[] {
  const ranked = rankLegs(chair);
  const wanting = [
    ...ranked.flatMap((leg) => serve(leg, leg.isFoundation, 'foundation')),
    ...ranked.flatMap((leg) => serve(leg, !leg.isFoundation && leg.need?.direction === 'too-little', 'too-little')),
    ...ranked.flatMap((leg) => serve(leg, !leg.isFoundation && !leg.need && isMissing(leg), 'missing'))
  ];
  if (wanting.length > 0) return wanting;
  if (ranked.every((leg) => leg.need === null)) return [{ leg: 'socio-emotional', why: 'start' }];
  return ranked.flatMap((leg) => serve(leg, leg.need?.direction === 'about-right', 'about-right'));
}

function serve({ leg }: RankedLeg, isServed: boolean, why: LeadingReason): LeadingLeg[] {
  return isServed ? [{ leg, why }] : [];
}
