import { join } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { readSituations } from '#lib/content/situations.ts';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { Phase, Tool, World } from '#lib/domain/toolkit/tool.ts';
import { checkToolText, type EntryRead } from './check-tool-text.ts';
import { readShelf } from './read-shelf.ts';

type Whole = EntryRead & { tool: Tool };

/** What a full shelf holds at least (C6, C41): so that there is enough to choose from, wherever one begins. */
const fewest = { entries: 60, withLeg: 16, leadingLeg: 15, practical: 36, examples: 12, examplesPerWorld: 6, insights: 12 };
const fewestPerPhase = 8;
const fewestPerSituation = 3;
const worlds: readonly World[] = ['education', 'work'];
const phases: readonly Phase[] = ['acquainting', 'working', 'closing'];

/** What is wrong with the entries of the toolkit, each by itself and all together. */
export function checkToolkit(root: string): ContentFault[] {
  const shelf = readShelf(root);
  const whole = shelf.flatMap(({ read }) => read ?? []);
  return [
    ...shelf.flatMap(({ faults }) => faults),
    ...whole.flatMap(checkToolText),
    ...faultsOfSituations(root, whole),
    ...faultsOfSources(whole),
    ...faultsOfShelf(join(root, 'content/toolkit'), whole)
  ];
}

/** Every situation that an entry names exists, and every one that exists leads to enough entries. */
function faultsOfSituations(root: string, entries: readonly Whole[]): ContentFault[] {
  const known = situationsOr(root);
  if (known.faults) return known.faults;
  const list = join(root, 'content/toolkit-vocabulary/situations.json');
  const strange = entries.flatMap(({ folder, finding }) =>
    finding.situations
      .filter((id) => !known.ids.includes(id))
      .map((id) => ({ file: join(folder, 'tool.json'), field: 'situations', reason: `"${id}" is not in situations.json` }))
  );
  const few = known.ids.flatMap((id) => {
    const count = entries.filter(({ finding }) => finding.situations.includes(id)).length;
    return count < fewestPerSituation ? [{ file: list, field: id, reason: `has ${count} entries; at least ${fewestPerSituation}` }] : [];
  });
  return [...strange, ...few];
}

function situationsOr(root: string): { ids: string[]; faults: ContentFault[] | null } {
  try {
    return { ids: readSituations(root).map(({ id }) => id), faults: null };
  } catch (error) {
    if (error instanceof ContentError) return { ids: [], faults: [...error.faults] };
    throw error;
  }
}

/** One work is cited in one way, wherever it is cited. */
function faultsOfSources(entries: readonly Whole[]): ContentFault[] {
  const firstText = new Map<string, string>();
  return entries.flatMap(({ folder, tool }) =>
    tool.sources.flatMap(({ text, doi }, index) => {
      const file = join(folder, 'tool.json');
      const key = doi?.toLowerCase() ?? text;
      const first = firstText.get(key) ?? text;
      firstText.set(key, first);
      const odd = doi !== undefined && /[.,;)]$/.test(doi) ? [`ends with "${doi.slice(-1)}"; a DOI does not`] : [];
      const other = first === text ? [] : [`cites ${doi ?? ''} with other words than another entry: "${first.slice(0, 60)}…"`];
      return [...odd, ...other].map((reason) => ({ file, field: `sources.${index}`, reason }));
    })
  );
}

function faultsOfShelf(file: string, entries: readonly Whole[]): ContentFault[] {
  const tools = entries.map(({ tool }) => tool);
  const reasons = [...fewOfKinds(tools), ...fewOfLegs(tools), ...fewOfPhases(tools)];
  return reasons.map(([field, reason]) => ({ file, field, reason }));
}

function fewOfKinds(tools: readonly Tool[]): [string, string][] {
  const examples = tools.filter(({ kind }) => kind === 'example');
  const of = (world: World) => examples.filter((tool) => tool.world === world);
  return [
    ...few('the shelf', tools, { fewest: fewest.entries, what: 'entries' }),
    ...few('kind', tools.filter(isPractical), { fewest: fewest.practical, what: 'tools and exercises' }),
    ...few('kind', examples, { fewest: fewest.examples, what: 'practice examples' }),
    ...worlds.flatMap((world) => few('kind', of(world), { fewest: fewest.examplesPerWorld, what: `practice examples from ${world}` })),
    ...few(
      'kind',
      tools.filter(({ kind }) => kind === 'insight'),
      { fewest: fewest.insights, what: 'insights from research' }
    )
  ];
}

function isPractical({ kind }: Tool): boolean {
  return kind === 'tool' || kind === 'exercise';
}

/** Each leg has enough to choose from (C41), and something from each world (C42). */
function fewOfLegs(tools: readonly Tool[]): [string, string][] {
  return supportTypes.flatMap((leg): [string, string][] => {
    const here = tools.filter((tool) => tool.legs.includes(leg));
    const missing = worlds.filter((world) => !here.some((tool) => tool.world === world));
    return [
      ...few(`leg ${leg}`, here, { fewest: fewest.withLeg, what: 'entries' }),
      ...few(
        `leg ${leg}`,
        here.filter(({ legs }) => legs[0] === leg),
        { fewest: fewest.leadingLeg, what: 'entries that name it first' }
      ),
      ...missing.map((world): [string, string] => [`leg ${leg}`, `has nothing of ${world} alone`])
    ];
  });
}

function fewOfPhases(tools: readonly Tool[]): [string, string][] {
  return phases.flatMap((phase) =>
    few(
      `phase ${phase}`,
      tools.filter((tool) => tool.phases.includes(phase)),
      { fewest: fewestPerPhase, what: 'entries' }
    )
  );
}

function few(field: string, found: readonly Tool[], wanted: { fewest: number; what: string }): [string, string][] {
  return found.length < wanted.fewest ? [[field, `has ${found.length} ${wanted.what}; at least ${wanted.fewest}`]] : [];
}
