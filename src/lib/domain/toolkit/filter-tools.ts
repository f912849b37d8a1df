import { supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import type { Tool, ToolKind, World } from './tool.ts';

/** What somebody looks for; a wish that is absent or null leaves the choice open. `maxMinutes`: at most this long. */
export type ToolFilter = {
  readonly leg?: SupportType | null;
  readonly world?: World | 'both' | null;
  readonly maxMinutes?: number | null;
  readonly kind?: ToolKind | null;
};

/**
 * The tools that fit a search, arranged leg by leg (C41): by leg first, then short before long, then by id.
 *
 * A tool of both worlds fits either world. With a leg chosen, tools that serve it most come first. No wish: all tools.
 */
export function filterTools(tools: readonly Tool[], filter: ToolFilter): Tool[] {
  return tools
    .filter((tool) => fits(tool, filter))
    .sort((a, b) => placeOf(a, filter) - placeOf(b, filter) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
}

function fits(tool: Tool, { leg, world, maxMinutes, kind }: ToolFilter): boolean {
  return (
    (!leg || tool.legs.includes(leg)) &&
    (!world || tool.world === world || tool.world === 'both') &&
    tool.minutes <= (maxMinutes ?? Infinity) &&
    (!kind || tool.kind === kind)
  );
}

function placeOf(tool: Tool, { leg }: ToolFilter): number {
  return leg ? tool.legs.indexOf(leg) : Math.min(...tool.legs.map((served) => supportTypes.indexOf(served)));
}
