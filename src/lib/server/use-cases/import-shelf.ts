import { ContentError } from '#lib/content/content-error.ts';
import { parseOwnTool, type ToolSources } from '#lib/content/tool-schema.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { type Author, writeOwnTool } from './keep-own-tools.ts';

/** What becomes of one entry of a zip. `faults`: file, field and reason, when it is refused. `title` null: it could not be read. */
export type ImportLine = { slug: string; title: string | null; outcome: 'new' | 'changed' | 'same' | 'refused'; faults: readonly string[] };

/** The dry run is taken back by this, after everything was really done once. */
class DryRun extends Error {
  readonly lines: ImportLine[];
  constructor(lines: ImportLine[]) {
    super('taken back');
    this.lines = lines;
  }
}

type Work = <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
export type Importing = { entries: readonly ToolSources[]; situations: readonly string[]; locale: Locale; isDry: boolean };

/**
 * Brings entries in: all of them, or none when one is refused. A dry run does the same in a transaction that is taken back, so that its
 * report is what would happen. `asPerson` opens that transaction; `authorOf` says who writes in it.
 */
export async function importShelf(
  asPerson: Work,
  authorOf: (db: PersonDb) => Promise<Author>,
  importing: Importing
): Promise<ImportLine[]> {
  try {
    return await asPerson(async (db) => {
      const author = await authorOf(db);
      const lines: ImportLine[] = [];
      for (const sources of importing.entries) lines.push(await importEntry(db, author, { ...importing, sources }));
      if (importing.isDry || lines.some(({ outcome }) => outcome === 'refused')) throw new DryRun(lines);
      return lines;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.lines;
    throw error;
  }
}

type One = Pick<Importing, 'situations' | 'locale'> & { sources: ToolSources };

async function importEntry(db: PersonDb, author: Author, { sources, situations, locale }: One): Promise<ImportLine> {
  try {
    const { words, finding } = parseOwnTool(sources);
    const unknown = finding.situations.filter((id) => !situations.includes(id));
    if (unknown.length > 0) return refused(sources.id, [`tool.json, situations: ${unknown.join(', ')}`]);
    const written = await writeOwnTool(db, author, { sources });
    const outcome = written.outcome === 'overtaken' ? 'refused' : written.outcome;
    return { slug: sources.id, title: words[locale].title, outcome, faults: [] };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return refused(
      sources.id,
      error.faults.map(({ file, field, reason }) => `${file}, ${field}: ${reason}`)
    );
  }
}

function refused(slug: string, faults: readonly string[]): ImportLine {
  return { slug, title: null, outcome: 'refused', faults: faults.slice(0, 20) };
}
