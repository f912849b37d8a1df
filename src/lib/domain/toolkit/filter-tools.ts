import { supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { ToolKind, ToolToFind, World } from './tool.ts';

/** What somebody looks for; a wish that is absent or null leaves the choice open. `maxMinutes`: at most this long. */
export type ToolFilter = {
  readonly leg?: SupportType | null;
  readonly situation?: string | null;
  readonly world?: World | 'both' | null;
  readonly maxMinutes?: number | null;
  readonly kind?: ToolKind | null;
};

/**
 * The tools that fit a search, arranged leg by leg (C41): by leg first, then by how much they serve the situation that was
 * chosen, then short before long, then by id. No wish: all tools.
 *
 * A tool of both worlds fits either world. With a leg chosen, tools that serve it most come first. Only who searches
 * takes a leg away, never who administers: there is no list of legs to leave out (C6).
 */
export function filterTools<Found extends ToolToFind>(tools: readonly Found[], filter: ToolFilter): Found[] {
  return tools
    .filter((tool) => fits(tool, filter))
    .sort(
      (a, b) =>
        placeOf(a, filter) - placeOf(b, filter) ||
        placeInSituation(a, filter) - placeInSituation(b, filter) ||
        a.minutes - b.minutes ||
        (a.id < b.id ? -1 : 1)
    );
}

function fits(tool: ToolToFind, filter: ToolFilter): boolean {
  return fitsNeed(tool, filter) && fitsForm(tool, filter);
}

function fitsNeed(tool: ToolToFind, { leg, situation, world }: ToolFilter): boolean {
  const fitsWorld = !world || tool.world === 'both' || tool.world === world;
  return fitsWorld && (!leg || tool.legs.includes(leg)) && (!situation || tool.situations.includes(situation));
}

function fitsForm(tool: ToolToFind, { maxMinutes, kind }: ToolFilter): boolean {
  return tool.minutes <= (maxMinutes ?? Infinity) && (!kind || tool.kind === kind);
}

function placeOf(tool: ToolToFind, { leg }: ToolFilter): number {
  return leg ? tool.legs.indexOf(leg) : Math.min(...tool.legs.map((served) => supportTypes.indexOf(served)));
}

function placeInSituation(tool: ToolToFind, { situation }: ToolFilter): number {
  return situation ? tool.situations.indexOf(situation) : 0;
}
