import { isDeepStrictEqual } from 'node:util';
import { type Library, withOwnTools } from '#lib/content/library.ts';
import { parseOwnTool, type ToolEntry, type ToolSources } from '#lib/content/tool-schema.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { addOwnTool, listOwnTools, listToolVersions, type OwnToolVersion, stampOfOwnTools } from '#lib/server/queries/own-tools.ts';

/** Who writes, and for which organisation. */
export type Author = { organisationId: string; personId: string };

/** The shelf of each organisation that was lately asked for, and the state of its own entries it was made from. */
const shelves = new Map<string, { stamp: string; house: Library; library: Library }>();
const mostShelves = 200;

/** The shelf as an organisation has it: its own entries beside those of the house. Made anew when a version was added, anywhere. */
export async function readOwnLibrary(db: PersonDb, house: Library, organisationId: string): Promise<Library> {
  const stamp = await stampOfOwnTools(db);
  const known = shelves.get(organisationId);
  if (known?.stamp === stamp && known.house === house) return known.library;
  const library = withOwnTools(house, (await listOwnTools(db)).map(entryOf));
  shelves.delete(organisationId);
  shelves.set(organisationId, { stamp, house, library });
  const [oldest] = shelves.keys();
  if (shelves.size > mostShelves && oldest !== undefined) shelves.delete(oldest);
  return library;
}

/** An entry as it can be read; what stands in the table went through the same schema before. */
export function entryOf({ isArchived, ...version }: OwnToolVersion): ToolEntry {
  return parseOwnTool(sourcesOf(version), isArchived);
}

/** The files of an entry, as they would stand in a folder of content/toolkit. */
export function sourcesOf({ slug, facts, nl, en }: Pick<OwnToolVersion, 'slug' | 'facts' | 'nl' | 'en'>): ToolSources {
  const texts = { ...(nl !== null && { nl }), ...(en !== null && { en }) };
  return { id: slug, facts: JSON.stringify(facts, null, 2), texts };
}

/** What writing came to: kept as this version, the same as it was, or somebody else was first. */
export type Written = { number: number; outcome: 'new' | 'changed' | 'same' } | { outcome: 'overtaken' };

/**
 * Keeps an entry as its next version. Throws ContentError when it is not as an entry should be.
 * `basedOn`: the version its writer read; absent: whichever is newest.
 */
export async function writeOwnTool(
  db: PersonDb,
  author: Author,
  { sources, basedOn, isArchived = false }: { sources: ToolSources; basedOn?: number; isArchived?: boolean }
): Promise<Written> {
  parseOwnTool(sources);
  const [newest] = await listToolVersions(db, sources.id);
  if (newest && isSame(newest, sources, isArchived)) return { number: newest.number, outcome: 'same' };
  const last = newest?.number ?? 0;
  if (basedOn !== undefined && basedOn !== last) return { outcome: 'overtaken' };
  if (!(await addOwnTool(db, author, { ...rowOf(sources), number: last + 1, isArchived }))) return { outcome: 'overtaken' };
  return { number: last + 1, outcome: newest ? 'changed' : 'new' };
}

function rowOf({ id, facts, texts }: ToolSources) {
  const said: unknown = JSON.parse(facts);
  return { slug: id, facts: said, nl: texts.nl ?? null, en: texts.en ?? null };
}

/** Puts an entry away, or takes it back; what pairs took from it stays readable. False when there is none. */
export async function archiveOwnTool(
  db: PersonDb,
  author: Author,
  { slug, isArchived }: { slug: string; isArchived: boolean }
): Promise<boolean> {
  const [newest] = await listToolVersions(db, slug);
  if (!newest) return false;
  await writeOwnTool(db, author, { sources: sourcesOf(newest), isArchived });
  return true;
}

function isSame(newest: OwnToolVersion, { facts, texts }: ToolSources, isArchived: boolean): boolean {
  const isSameText = newest.nl === (texts.nl ?? null) && newest.en === (texts.en ?? null);
  return newest.isArchived === isArchived && isSameText && isDeepStrictEqual(newest.facts, JSON.parse(facts));
}
