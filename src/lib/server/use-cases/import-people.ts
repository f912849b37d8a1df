import { findMissingColumns, guessColumns, type ImportColumns, parseColumns } from '#lib/domain/people-import/columns.ts';
import { judgeComers, type Judged } from '#lib/domain/people-import/judge-comers.ts';
import { type Comer, type ComerProblem, mostComers, readComers } from '#lib/domain/people-import/read-people.ts';
import { type CsvFault, type CsvRow, readSheet } from '#lib/domain/sheet/read-csv.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { decodeSheet } from '#lib/server/decode-sheet.ts';
import { newId } from '#lib/server/new-id.ts';
import { applyImport, findImport, type Import, type ImportLine, keepImport } from '#lib/server/queries/imports.ts';
import { enqueueAll } from '#lib/server/queries/jobs.ts';
import { listMembers, lockProgramme } from '#lib/server/queries/programmes.ts';

/** The largest file that is read: 5,000 full lines have half of it. */
const largestFile = 2_000_000;
/** Heading and people; a cell holds at most fifteen words. */
const limits = { rows: mostComers + 1, cell: 4_000 };

/** Why a file cannot be read at all. */
export type FileFault = { kind: 'large' | 'workbook' | 'binary' | 'empty' | CsvFault['kind']; line: number | null };

export type ImportPlace = { organisationId: string; programmeId: string; language: 'nl' | 'en' };

/** A file as it would come in now: the columns, the first lines to look at, and what would happen with everybody. */
export type DryRun = Judged & {
  head: readonly string[];
  sample: readonly (readonly string[])[];
  columns: ImportColumns;
  missing: readonly ('email' | 'name' | 'role')[];
  problems: readonly ComerProblem[];
};

/** Keeps a file until a coordinator says yes, with its columns guessed; gives the id it waits under, or why it cannot be read. */
export async function bringFile(db: PersonDb, programmeId: string, file: { id: string; bytes: Uint8Array }): Promise<FileFault | null> {
  if (file.bytes.length > largestFile) return { kind: 'large', line: null };
  const decoded = decodeSheet(file.bytes);
  if ('fault' in decoded) return { kind: decoded.fault, line: null };
  const read = readSheet(decoded.text, limits);
  if ('fault' in read) return read.fault;
  if (read.rows.length < 2) return { kind: 'empty', line: null };
  await keepImport(db, { id: file.id, programmeId, sheet: decoded.text, columns: guessColumns(read.rows[0]?.cells ?? []) });
  return null;
}

/** What would happen now; nothing is changed. Null when the file is not there, not theirs, or taken in already. */
export async function tryImport(db: PersonDb, { programmeId }: { programmeId: string }, id: string): Promise<DryRun | null> {
  const found = await findImport(db, programmeId, id);
  return found?.appliedAt === null ? judge(db, programmeId, found) : null;
}

async function judge(db: PersonDb, programmeId: string, { sheet, columns: kept }: Import): Promise<DryRun> {
  const rows = rowsOf(sheet);
  const head = rows[0]?.cells ?? [];
  const columns = parseColumns(kept, head.length);
  const missing = findMissingColumns(columns);
  const { comers, problems } = missing.length > 0 ? { comers: [], problems: [] } : readComers(rows, columns);
  const judged = judgeComers(comers, await listMembers(db, programmeId));
  return { head, sample: rows.slice(1, 4).map(({ cells }) => cells), columns, missing, problems, ...judged };
}

function rowsOf(sheet: string): readonly CsvRow[] {
  const read = readSheet(sheet, limits);
  return 'rows' in read ? read.rows : [];
}

/** Whether those who come in get a mail now that says where to sign in, or hear of it later. */
export type Welcome = 'now' | 'later';

/**
 * Takes a file in, whole: who is on a line that is right comes in, the others are left as they are. Gives how many came in; null when
 * the file is not there, not theirs, or taken in already, or a line is wrong and `leavesOut` was not said.
 */
export async function importPeople(
  db: PersonDb,
  place: ImportPlace,
  { id, welcome, leavesOut }: { id: string; welcome: Welcome; leavesOut: boolean }
): Promise<number | null> {
  await lockProgramme(db, place.programmeId);
  const dryRun = await tryImport(db, place, id);
  if (!dryRun || dryRun.adding.length === 0) return null;
  if (dryRun.problems.length + dryRun.otherwise.length > 0 && !leavesOut) return null;
  const lines = dryRun.adding.map((comer) => lineOf(comer, place.language));
  const people = await applyImport(db, id, lines);
  if (welcome === 'now') await welcomeAll(db, place, people);
  return people.length;
}

function lineOf({ name, email, role, language, profile, background, handsIn }: Comer, usual: 'nl' | 'en'): ImportLine {
  return {
    ...{ person: newId(), membership: newId(), profile: profile && newId() },
    ...{ name, email, role, language: language ?? usual },
    ...{ answers: profile, background, hands_in: handsIn }
  };
}

async function welcomeAll(db: PersonDb, { organisationId, programmeId }: ImportPlace, people: readonly string[]): Promise<void> {
  const path = `/home?programme=${programmeId}`;
  await enqueueAll(
    db,
    'taken-in',
    people.map((personId) => ({ organisationId, personId, path }))
  );
}
