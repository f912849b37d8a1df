import { filterTools } from '#lib/domain/toolkit/filter-tools.ts';
import type { World } from '#lib/domain/toolkit/tool.ts';
import type { PageServerLoad } from './$types';

const worlds: readonly World[] = ['education', 'work'];
const lengths = [10, 15, 30, 45];

/** By leg first, then world and duration (C41); nobody can take a leg away (C6). */
export const load: PageServerLoad = ({ params, locals, url }) => {
  const world = worlds.find((candidate) => candidate === url.searchParams.get('world')) ?? null;
  const maxMinutes = lengths.find((candidate) => String(candidate) === url.searchParams.get('minutes')) ?? null;
  const { tools, tool } = locals.house.library;
  const found = filterTools(
    tools.map((entry) => entry.tool),
    { leg: params.leg, world, maxMinutes }
  );
  return {
    leg: params.leg,
    world,
    maxMinutes,
    lengths,
    tools: found.map((facts) => {
      const words = tool(facts.id)?.words[locals.locale];
      return {
        id: facts.id,
        minutes: facts.minutes,
        world: facts.world,
        evidence: facts.evidence,
        title: words?.title ?? '',
        goal: words?.goal ?? ''
      };
    })
  };
};
