import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { readTool } from '#lib/content/tool-schema.ts';
import { supportTypes } from '#lib/domain/support/support-type.ts';
import type { Tool, World } from '#lib/domain/toolkit/tool.ts';

const fewestPerLeg = 3;
const parts = ['en.md', 'nl.md', 'tool.json'];

/** What is wrong with the tools on the shelf, each by itself and all together. */
export function checkToolkit(root: string): ContentFault[] {
  const shelf = join(root, 'content/toolkit');
  const read = readdirSync(shelf).map((id) => checkTool(join(shelf, id), id));
  const tools = read.flatMap(({ tool }) => tool ?? []);
  return [...read.flatMap(({ faults }) => faults), ...faultsOfShelf(shelf, tools)];
}

function checkTool(folder: string, id: string): { tool: Tool | null; faults: ContentFault[] } {
  const name = /^[a-z]+(-[a-z]+)*$/.test(id)
    ? []
    : [{ file: folder, field: 'the folder', reason: 'must be English words with - between them' }];
  const strangers = readdirSync(folder).filter((file) => !parts.includes(file));
  const unknown = strangers.map((file) => ({
    file: join(folder, file),
    field: 'the whole file',
    reason: `is none of ${parts.join(', ')}`
  }));
  try {
    return { tool: readTool(folder).tool, faults: [...name, ...unknown] };
  } catch (error) {
    if (error instanceof ContentError) return { tool: null, faults: [...name, ...unknown, ...error.faults] };
    throw error;
  }
}

/** Each leg has enough to choose from (C41), and something from each world (C42). */
function faultsOfShelf(file: string, tools: readonly Tool[]): ContentFault[] {
  const worlds: readonly World[] = ['education', 'work'];
  return supportTypes.flatMap((leg) => {
    const here = tools.filter((tool) => tool.legs.includes(leg));
    const few = here.length < fewestPerLeg ? [`has ${here.length} tools; at least ${fewestPerLeg}`] : [];
    const missing = worlds.filter((world) => !here.some((tool) => tool.world === world || tool.world === 'both'));
    return [...few, ...missing.map((world) => `has no tool for ${world}`)].map((reason) => ({ file, field: `leg ${leg}`, reason }));
  });
}
