import type { ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import { legsToServe, type LeadingLeg, type LeadingReason } from '#lib/domain/chair/leading-leg.ts';
import type { SupportType } from '#lib/domain/support/support-type.ts';
import type { Evidence, Phase, Tool, World } from './tool.ts';

/** A suggested tool with its reason: the leg it serves, why that leg, and whether it comes from the other world (C42). */
export type Suggestion = {
  readonly tool: Tool;
  readonly leg: SupportType;
  readonly why: LeadingReason;
  readonly isFromOtherWorld: boolean;
};

/** What a suggestion looks at. `world`: where this pair is. `phase`: where the relationship is; null = not known. */
export type SuggestionInput = {
  readonly chair: ChairLegs;
  readonly tools: readonly Tool[];
  readonly world: World;
  readonly phase: Phase | null;
};

/** How many tools are suggested from the pair's own world, beside one from the other. */
const ownSuggestions = 2;

const evidenceOrder: readonly Evidence[] = ['research-based', 'practice-based', 'plausible'];

/**
 * Two fitting tools for the leg that leads (own world or both), and one from the other world (C42). A weak
 * socio-emotional leg comes first (C2); other legs that are missed fill up what the first cannot give (C3).
 *
 * A fixed, published rule: the same chair and tools always give the same suggestions, in the same order. No tool comes
 * twice. Empty when no leg is to be served. Method: docs/methods/suggestion.md.
 */
export function suggestTools({ chair, tools, world, phase }: SuggestionInput): Suggestion[] {
  const legs = legsToServe(chair).filter((served, index) => index === 0 || served.why !== 'about-right');
  const fitting = legs.flatMap((served) => toolsFor(served, tools, phase));
  const once = fitting.filter(({ tool }, index) => fitting.findIndex((other) => other.tool.id === tool.id) === index);
  return [
    ...once.filter(({ tool }) => tool.world === world || tool.world === 'both').slice(0, ownSuggestions),
    ...once.filter(({ tool }) => tool.world !== world && tool.world !== 'both').slice(0, 1)
  ].map((suggestion) => ({ ...suggestion, isFromOtherWorld: ![world, 'both'].includes(suggestion.tool.world) }));
}

function toolsFor({ leg, why }: LeadingLeg, tools: readonly Tool[], phase: Phase | null) {
  return tools
    .filter((tool) => tool.legs.includes(leg))
    .sort((a, b) => compareFit(a, b, { leg, phase }))
    .map((tool) => ({ tool, leg, why }));
}

function compareFit(a: Tool, b: Tool, fit: { leg: SupportType; phase: Phase | null }): number {
  return (
    Number(fitsPhase(b, fit.phase)) - Number(fitsPhase(a, fit.phase)) ||
    a.legs.indexOf(fit.leg) - b.legs.indexOf(fit.leg) ||
    evidenceOrder.indexOf(a.evidence) - evidenceOrder.indexOf(b.evidence) ||
    a.minutes - b.minutes ||
    (a.id < b.id ? -1 : 1)
  );
}

function fitsPhase(tool: Tool, phase: Phase | null): boolean {
  return phase === null || tool.phases.includes(phase);
}
