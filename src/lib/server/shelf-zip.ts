import type { ToolSources } from '#lib/content/tool-schema.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { readZip, type ZipEntry, ZipError } from './zip/read-zip.ts';
import { writeZip } from './zip/write-zip.ts';

/** Why a zip is not opened. `name`: of the file it is about, shortened; null: of the whole. */
export type ZipProblem = { problem: 'size' | 'unreadable' | 'encrypted' | 'entries' | 'name' | 'twice' | 'empty'; name: string | null };

/** The most a zip may weigh, packed and unpacked, and how many files it may hold: a whole shelf of our own is half of that. */
export const zipBounds = { packed: 380_000, unpacked: 4_000_000, file: 200_000, files: 200 } as const;

/** A folder for each entry, with tool.json and the text of each language, as content/toolkit has them. */
export function packShelf(entries: readonly ToolSources[]): Buffer {
  const files = entries.flatMap(({ id, facts, texts }) => [
    { name: `${id}/tool.json`, content: `${facts}\n` },
    ...Object.entries(texts).map(([language, content]) => ({ name: `${id}/${language}.md`, content }))
  ]);
  return writeZip(files);
}

/** The one form of a name: a folder with the name of an entry, and one of three files in it. */
const known = /^(?:[\w-][\w .-]{0,59}\/)?((?:own-)?[a-z0-9-]{1,54})\/(tool\.json|nl\.md|en\.md)$/;
/** What computers add by themselves. */
const ignored = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$)|\/$/;

/**
 * Reads a shelf from a zip that anybody may have made. Nothing is written anywhere, names lead nowhere, and no more is unpacked than the
 * bounds say, whatever the zip claims. The texts are not trusted yet: parseOwnTool judges them.
 */
export function unpackShelf(bytes: Uint8Array): { entries: ToolSources[] } | ZipProblem {
  if (bytes.length > zipBounds.packed) return { problem: 'size', name: null };
  try {
    const files = readZip(Buffer.from(bytes), mostListed).filter(({ name }) => !ignored.test(name));
    return findProblem(files) ?? sortFiles(files);
  } catch (error) {
    if (error instanceof ZipError) return { problem: 'unreadable', name: null };
    throw error;
  }
}

/** What computers add by themselves is listed as well, and not counted below. */
const mostListed = 1000;

function findProblem(files: readonly ZipEntry[]): ZipProblem | null {
  if (files.length === 0) return { problem: 'empty', name: null };
  if (files.some(({ isEncrypted }) => isEncrypted)) return { problem: 'encrypted', name: null };
  const odd = files.find(({ name, isLink }) => isLink || !known.test(name));
  if (odd) return { problem: 'name', name: shown(odd.name) };
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const isTooMuch = files.length > zipBounds.files || files.some(({ size }) => size > zipBounds.file) || total > zipBounds.unpacked;
  return isTooMuch ? { problem: 'entries', name: null } : null;
}

function shown(name: string): string {
  return name.replaceAll(/[^\w./-]/g, '?').slice(0, 60);
}

function sortFiles(files: readonly ZipEntry[]): { entries: ToolSources[] } | ZipProblem {
  const entries = new Map<string, { facts: string; texts: Partial<Record<Locale, string>> }>();
  const taken = new Set<string>();
  for (const { name, open } of files) {
    const [, folder = '', file = ''] = known.exec(name) ?? [];
    if (taken.has(`${folder}/${file}`)) return { problem: 'twice', name: `${folder}/${file}` };
    taken.add(`${folder}/${file}`);
    const entry = entries.get(folder) ?? { facts: '', texts: {} };
    const text = open()
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    if (file === 'tool.json') entry.facts = text;
    else entry.texts[file === 'nl.md' ? 'nl' : 'en'] = text;
    entries.set(folder, entry);
  }
  return { entries: [...entries].map(([folder, entry]) => ({ id: ownName(folder), ...entry })) };
}

/** What is brought in never takes the name of an entry of the house (C6). */
function ownName(folder: string): string {
  return folder.startsWith('own-') ? folder : `own-${folder}`;
}
