import type { ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import { legsToServe, type LeadingLeg, type LeadingReason } from '#lib/domain/chair/leading-leg.ts';
import type { SupportType } from '#lib/domain/support/support-type.ts';
import type { Evidence, Phase, Tool, ToolKind, World } from './tool.ts';

/** A suggested tool with its reason: the leg it serves, why that leg, and whether it comes from the other world (C42). */
export type Suggestion = {
  readonly tool: Tool;
  readonly leg: SupportType;
  readonly why: LeadingReason;
  readonly isFromOtherWorld: boolean;
};

/**
 * What a suggestion looks at. `world`: where this pair is. `phase`: where the relationship is; null = not known.
 * `lately`: ids of tools the pair took up in the past weeks; absent = none.
 */
export type SuggestionInput = {
  readonly chair: ChairLegs;
  readonly tools: readonly Tool[];
  readonly world: World;
  readonly phase: Phase | null;
  readonly lately?: readonly string[];
};

/** How many tools are suggested from the pair's own world, beside one from the other. */
const ownSuggestions = 2;

/** What a pair can do together; the others are to be read. */
const doing: readonly ToolKind[] = ['tool', 'exercise'];

const evidenceOrder: readonly Evidence[] = ['research-based', 'practice-based', 'plausible'];

/**
 * Two fitting tools for the leg that leads (own world or both), and one from the other world (C42). A weak
 * socio-emotional leg comes first (C2); other legs that are missed fill up what the first cannot give (C3). Tools and
 * exercises come before what is only read, and what the pair took up lately steps back.
 *
 * A fixed, published rule: the same chair and tools always give the same suggestions, in the same order. No tool comes
 * twice. Empty when no leg is to be served. Method: docs/methods/suggestion.md.
 */
export function suggestTools({ chair, tools, world, phase, lately = [] }: SuggestionInput): Suggestion[] {
  const legs = legsToServe(chair).filter((served, index) => index === 0 || served.why !== 'about-right');
  const fitting = legs.flatMap((served) => toolsFor(served, tools, { phase, lately }));
  const once = fitting.filter(({ tool }, index) => fitting.findIndex((other) => other.tool.id === tool.id) === index);
  return [
    ...once.filter(({ tool }) => tool.world === world || tool.world === 'both').slice(0, ownSuggestions),
    ...once.filter(({ tool }) => tool.world !== world && tool.world !== 'both').slice(0, 1)
  ].map((suggestion) => ({ ...suggestion, isFromOtherWorld: ![world, 'both'].includes(suggestion.tool.world) }));
}

type Fit = { readonly phase: Phase | null; readonly lately: readonly string[] };

function toolsFor({ leg, why }: LeadingLeg, tools: readonly Tool[], fit: Fit) {
  return tools
    .filter((tool) => tool.legs.includes(leg))
    .sort((a, b) => compareFit(a, b, { ...fit, leg }))
    .map((tool) => ({ tool, leg, why }));
}

/** What was taken up lately steps back; then what a pair can do comes before what it can read. */
function compareFit(a: Tool, b: Tool, { leg, phase, lately }: Fit & { leg: SupportType }): number {
  return (
    Number(lately.includes(a.id)) - Number(lately.includes(b.id)) ||
    Number(doing.includes(b.kind)) - Number(doing.includes(a.kind)) ||
    Number(fitsPhase(b, phase)) - Number(fitsPhase(a, phase)) ||
    a.legs.indexOf(leg) - b.legs.indexOf(leg) ||
    evidenceOrder.indexOf(a.evidence) - evidenceOrder.indexOf(b.evidence) ||
    a.minutes - b.minutes ||
    (a.id < b.id ? -1 : 1)
  );
}

function fitsPhase(tool: Tool, phase: Phase | null): boolean {
  return phase === null || tool.phases.includes(phase);
}
