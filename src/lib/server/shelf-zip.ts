import { strFromU8, strToU8, type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate';
import type { ToolSources } from '#lib/content/tool-schema.ts';
import type { Locale } from '#lib/i18n/locale.ts';

/** Why a zip is not opened. `name`: of the file it is about, shortened; null: of the whole. */
export type ZipProblem = { problem: 'size' | 'unreadable' | 'encrypted' | 'entries' | 'name' | 'twice' | 'empty'; name: string | null };

/** The most a zip may weigh, packed and unpacked, and how many files it may hold: a whole shelf of our own is half of that. */
export const zipBounds = { packed: 380_000, unpacked: 4_000_000, file: 200_000, files: 200 } as const;

/** A folder for each entry, with tool.json and the text of each language, as content/toolkit has them. */
export function packShelf(entries: readonly ToolSources[]): Uint8Array {
  const files: Zippable = {};
  for (const { id, facts, texts } of entries) {
    files[`${id}/tool.json`] = strToU8(`${facts}\n`);
    for (const [language, text] of Object.entries(texts)) files[`${id}/${language}.md`] = strToU8(text);
  }
  return zipSync(files, { mtime: new Date(1980, 0, 2) }); // the same shelf gives the same file
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
  if (isEncrypted(bytes)) return { problem: 'encrypted', name: null };
  const seen = new Set<string>();
  const found: { problem: ZipProblem | null; unpacked: number } = { problem: null, unpacked: 0 };
  const takes = (file: UnzipFileInfo): boolean => {
    found.problem ??= problemOf(file, { seen, unpacked: found.unpacked });
    if (found.problem !== null || ignored.test(file.name)) return false;
    seen.add(file.name);
    found.unpacked += file.originalSize;
    return true;
  };
  const files = open(bytes, takes);
  if (found.problem) return found.problem;
  if (files === null) return { problem: 'unreadable', name: null };
  return Object.keys(files).length === 0 ? { problem: 'empty', name: null } : sortFiles(files);
}

function open(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> | null {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    return null;
  }
}

type Taken = { seen: ReadonlySet<string>; unpacked: number };

function problemOf({ name, originalSize, size }: UnzipFileInfo, { seen, unpacked }: Taken): ZipProblem | null {
  const shown = name.replaceAll(/[^\w./-]/g, '?').slice(0, 60);
  if (ignored.test(name)) return null;
  if (!known.test(name)) return { problem: 'name', name: shown };
  if (seen.has(name)) return { problem: 'twice', name: shown };
  const isTooMuch = seen.size >= zipBounds.files || originalSize > zipBounds.file || size > zipBounds.packed;
  return isTooMuch || unpacked + originalSize > zipBounds.unpacked ? { problem: 'entries', name: null } : null;
}

/** Whether the first file says that it is behind a password: fflate would read noise. */
function isEncrypted(bytes: Uint8Array): boolean {
  const isLocalFile = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isLocalFile && ((bytes[6] ?? 0) & 1) === 1;
}

function sortFiles(files: Record<string, Uint8Array>): { entries: ToolSources[] } | ZipProblem {
  const entries = new Map<string, { facts: string; texts: Partial<Record<Locale, string>> }>();
  const taken = new Set<string>();
  for (const [name, bytes] of Object.entries(files)) {
    const [, folder = '', file = ''] = known.exec(name) ?? [];
    if (taken.has(`${folder}/${file}`)) return { problem: 'twice', name: `${folder}/${file}` };
    taken.add(`${folder}/${file}`);
    const entry = entries.get(folder) ?? { facts: '', texts: {} };
    const text = strFromU8(bytes).replace(/^\uFEFF/, '');
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
