import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ContentError, type ContentFault } from '#lib/content/content-error.ts';
import { readTool } from '#lib/content/tool-schema.ts';
import type { Tool } from '#lib/domain/toolkit/tool.ts';
import type { EntryRead } from './check-tool-text.ts';

const parts = ['en.md', 'nl.md', 'tool.json'];

/** An entry of the shelf: what could be read of it (null: nothing) and what is wrong with its files. */
export type ShelfEntry = { read: (EntryRead & { tool: Tool }) | null; faults: ContentFault[] };

/** Reads every folder of content/toolkit, whole or broken. */
export function readShelf(root: string): ShelfEntry[] {
  const shelf = join(root, 'content/toolkit');
  return readdirSync(shelf).map((id) => readEntry(join(shelf, id)));
}

function readEntry(folder: string): ShelfEntry {
  const faults = [...faultsOfName(folder), ...faultsOfFiles(folder)];
  try {
    return { read: { folder, ...readTool(folder) }, faults };
  } catch (error) {
    if (error instanceof ContentError) return { read: null, faults: [...faults, ...error.faults] };
    throw error;
  }
}

function faultsOfName(folder: string): ContentFault[] {
  if (/^[a-z]+(-[a-z]+)*$/.test(basename(folder))) return [];
  return [{ file: folder, field: 'the folder', reason: 'must be English words with - between them' }];
}

function faultsOfFiles(folder: string): ContentFault[] {
  const strangers = readdirSync(folder).filter((file) => !parts.includes(file));
  return strangers.map((file) => ({ file: join(folder, file), field: 'the whole file', reason: `is none of ${parts.join(', ')}` }));
}
