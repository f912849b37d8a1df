import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { Tool } from '#lib/domain/toolkit/tool.ts';
import { readShelf } from './read-shelf.ts';

/** What stands on the shelf, in lines for people: entries per leg, kind, world, phase, evidence and situation. */
export function countToolkit(root: string): string[] {
  const entries = readShelf(root).flatMap(({ read }) => read ?? []);
  const tools = entries.map(({ tool }) => tool);
  return [
    `The toolkit has ${tools.length} entries.`,
    ...supportTypes.map((leg) => lineOfLeg(leg, tools)),
    lineOf(
      'kind',
      tools.map(({ kind }) => kind)
    ),
    lineOf(
      'world',
      tools.map(({ world }) => world)
    ),
    lineOf(
      'examples from',
      tools.filter(({ kind }) => kind === 'example').map(({ world }) => world)
    ),
    lineOf(
      'phase',
      tools.flatMap((tool) => tool.phases)
    ),
    lineOf(
      'evidence',
      tools.map(({ evidence }) => evidence)
    ),
    lineOf(
      'situation',
      entries.flatMap(({ finding }) => finding.situations)
    )
  ];
}

function lineOfLeg(leg: Tool['legs'][number], tools: readonly Tool[]): string {
  const first = tools.filter(({ legs }) => legs[0] === leg).length;
  const all = tools.filter(({ legs }) => legs.includes(leg)).length;
  return `  leg ${leg}: ${all} entries, ${first} of them name it first`;
}

function lineOf(what: string, values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)].map(([value, all]) => `${value} ${all.length}`);
  return `  ${what}: ${groups.sort().join(', ')}`;
}
