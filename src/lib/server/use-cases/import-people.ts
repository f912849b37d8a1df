import type { WrittenTags } from '#lib/domain/matching/profile-form.ts';
import { findMissingColumns, guessColumns, type ImportColumns, parseColumns } from '#lib/domain/people-import/columns.ts';
import { judgeComers, type Judged } from '#lib/domain/people-import/judge-comers.ts';
import { nameTags } from '#lib/domain/people-import/name-tags.ts';
import { parseOutcome } from '#lib/domain/people-import/outcome.ts';
import { type Comer, type ComerProblem, mostComers, readComers } from '#lib/domain/people-import/read-people.ts';
import { type CsvFault, type CsvRow, readSheet } from '#lib/domain/sheet/read-csv.ts';
import { writeSheet } from '#lib/domain/sheet/write-csv.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { decodeSheet } from '#lib/server/decode-sheet.ts';
import { newId } from '#lib/server/new-id.ts';
import { applyImport, findImport, type Import, type ImportLine, keepImport, mapImport } from '#lib/server/queries/imports.ts';
import { enqueueAll } from '#lib/server/queries/jobs.ts';
import { listMembers, lockProgramme } from '#lib/server/queries/programmes.ts';

/** The largest file that is read: 5,000 full lines have half of it. */
const largestFile = 2_000_000;
/** Heading and people; a cell holds at most fifteen words. */
const limits = { rows: mostComers + 1, columns: 100, cell: 4_000 };

/** Why a file cannot be read at all. */
export type FileFault = { kind: 'large' | 'workbook' | 'binary' | 'empty' | CsvFault['kind']; line: number | null };

/** Where people come in, the language of who says nothing of it, and the lists from which people choose there. */
export type ImportPlace = { organisationId: string; programmeId: string; language: 'nl' | 'en'; written: WrittenTags };

/** A file as it would come in now: its rows, the first the heading; the columns; and what would happen with everybody. */
export type DryRun = Judged & {
  rows: readonly CsvRow[];
  head: readonly string[];
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
  const columns = { ...guessColumns(read.rows[0]?.cells ?? []), lines: read.rows.length - 1 };
  await keepImport(db, { id: file.id, programmeId, sheet: decoded.text, columns });
  return null;
}

/** Keeps other columns for a file that waits; nothing happens when it is not there, not theirs, or settled. */
export async function chooseColumns(db: PersonDb, programmeId: string, chosen: { id: string; columns: ImportColumns }): Promise<void> {
  const found = await findImport(db, programmeId, chosen.id);
  if (found) await mapImport(db, chosen.id, { ...parseOutcome(found.columns), ...chosen.columns });
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
  return { rows, head, columns, missing, problems, ...judged };
}

/** The rows of a file that do not come in as it stands: lines that are wrong, and people who have another role here. */
export function leftOutOf({ rows, problems, otherwise }: DryRun): CsvRow[] {
  const lines = new Set([...problems, ...otherwise].map(({ line }) => line));
  return rows.slice(1).filter(({ line }) => lines.has(line));
}

function rowsOf(sheet: string): readonly CsvRow[] {
  const read = readSheet(sheet, limits);
  return 'rows' in read ? read.rows : [];
}

/** Whether those who come in get a mail now that says where to sign in, or hear of it later. */
export type Welcome = 'now' | 'later';

/**
 * Takes a file in, whole: who is on a line that is right comes in, the others are left as they are and wait on under an id of their own.
 * Whoever had an account already is always told, so that nobody is brought into a programme unseen. Gives how many came in; null when the file is not there, not theirs, or taken in already, or a line is wrong and `leavesOut` was not said.
 */
export async function importPeople(
  db: PersonDb,
  place: ImportPlace,
  { id, welcome, leavesOut }: { id: string; welcome: Welcome; leavesOut: boolean }
): Promise<number | null> {
  await lockProgramme(db, place.programmeId);
  const dryRun = await tryImport(db, place, id);
  if (!dryRun || dryRun.adding.length === 0) return null;
  const left = leftOutOf(dryRun);
  if (left.length > 0 && !leavesOut) return null;
  const rest = left.length > 0 ? await keepRest(db, place, { dryRun, left }) : null;
  const counts = { lines: dryRun.rows.length - 1, came: dryRun.adding.length, left: left.length };
  await mapImport(db, id, { ...dryRun.columns, ...counts, rest });
  const lines = dryRun.adding.map((comer) => lineOf(comer, place));
  const people = await applyImport(db, id, lines);
  const made = new Set(lines.map(({ person }) => person));
  await welcomeAll(db, place, welcome === 'now' ? people : people.filter((person) => !made.has(person)));
  return people.length;
}

/** Has what is left out wait as a file of its own, each line where it was; null when it would be larger than a file may be. */
async function keepRest(db: PersonDb, { programmeId }: ImportPlace, rest: { dryRun: DryRun; left: CsvRow[] }): Promise<string | null> {
  const sheet = writeSheet([...rest.dryRun.rows.slice(0, 1), ...rest.left]);
  if (sheet.length > largestFile) return null;
  const id = newId();
  await keepImport(db, { id, programmeId, sheet, columns: { ...rest.dryRun.columns, lines: rest.left.length } });
  return id;
}

/** Throws away a file that waits: it is settled with nobody, and its text goes. False when it is not there, not theirs, or settled. */
export async function throwAway(db: PersonDb, programmeId: string, id: string): Promise<boolean> {
  const found = await findImport(db, programmeId, id);
  if (found?.appliedAt !== null) return false;
  await mapImport(db, id, { ...parseOutcome(found.columns), at: {}, everybody: null, came: 0 });
  await applyImport(db, id, []);
  return true;
}

function lineOf({ name, email, role, language, profile, background, handsIn }: Comer, place: ImportPlace): ImportLine {
  return {
    ...{ person: newId(), membership: newId(), profile: profile && newId() },
    ...{ name, email, role, language: language ?? place.language },
    ...{ answers: profile && nameTags(profile, place.written), background, hands_in: handsIn }
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
