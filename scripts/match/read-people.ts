import { recordOfTags } from '#lib/domain/matching/code-people.ts';
import type { Coach, Coachee, Position, Tags, Working } from '#lib/domain/matching/person.ts';
import { readCsv, type CsvRow } from '#lib/domain/sheet/read-csv.ts';
import { tagAttributes } from '#lib/domain/matching/attribute.ts';
import { refuse } from './refusal.ts';

/** Everybody in the file, in its order. */
export type ReadPeople = { readonly coachees: readonly Coachee[]; readonly coaches: readonly Coach[] };

/** One line, by the names of the columns; a column that is not in the file, or an empty cell, is not answered. */
type Line = { readonly line: number; readonly cell: (column: string) => string };

/**
 * Reads people from CSV. Columns, in any order: `role` (coach or coachee), `id`, for a coach `capacity`, for a coachee `position` (1 to 5);
 * `interests`, `values`, `experience`, `ambition`, `languages`, `network`, `sector`, `discipline`, `function`, `path`; `working` (four numbers
 * 1 to 5); `ties`, `lines`, `vetoes` (ids), `evaluators`, `close_to`, `wishes`, `volunteered`. Several in one cell are divided by `|`; `-` is "none", an
 * empty cell "not answered". Refuses what it does not know, and says on which line.
 */
export function readPeople(text: string): ReadPeople {
  const [head, ...rows] = readRows(text);
  if (!head) return refuse('line 1: wants the names of the columns, got nothing');
  const columns = readColumns(head);
  const lines = rows.map((row) => lineOf(row, columns));
  const coachees = lines.filter((line) => roleOf(line) === 'coachee').map(readCoachee);
  const coaches = lines.filter((line) => roleOf(line) === 'coach').map(readCoach);
  requireOnce(lines);
  return { coachees, coaches };
}

function readRows(text: string): CsvRow[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof RangeError) refuse(error.message);
    throw error;
  }
}

const knownColumns: readonly string[] = [
  ...['role', 'id', 'capacity', 'position', 'working', 'ties', 'lines', 'vetoes', 'evaluators', 'close_to', 'wishes', 'volunteered'],
  ...tagAttributes
];

/** The names of the columns; one that is not known could be a constraint that is not kept. */
function readColumns({ line, cells }: CsvRow): string[] {
  const columns = cells.map((name) => name.toLowerCase());
  for (const wanted of ['role', 'id']) {
    if (!columns.includes(wanted)) refuse(`line ${line}: wants a column ${wanted}, got ${columns.join(', ')}`);
  }
  columns.forEach((name, at) => {
    if (name === '') return;
    if (!knownColumns.includes(name)) refuse(`line ${line}: knows no column "${name}", only ${knownColumns.join(', ')}`);
    if (columns.indexOf(name) !== at) refuse(`line ${line}: wants each column once, got "${name}" again`);
  });
  return columns;
}

function lineOf({ line, cells }: CsvRow, columns: readonly string[]): Line {
  const stray = cells.findIndex((cell, at) => cell !== '' && (columns[at] ?? '') === '');
  if (stray !== -1) refuse(`line ${line}: wants a name above cell ${stray + 1}, which holds "${cells[stray] ?? ''}"`);
  return {
    line,
    cell: (column) => {
      const at = columns.indexOf(column);
      return at === -1 ? '' : (cells[at] ?? '');
    }
  };
}

function roleOf({ line, cell }: Line): 'coach' | 'coachee' {
  const role = cell('role').toLowerCase();
  if (role === 'coach' || role === 'coachee') return role;
  refuse(`line ${line}: role wants coach or coachee, got "${role}"`);
}

function requireOnce(lines: readonly Line[]): void {
  const seen = new Set<string>();
  for (const line of lines) {
    const key = `${roleOf(line)} ${line.cell('id')}`;
    if (line.cell('id') === '') refuse(`line ${line.line}: id wants a name or number, got nothing`);
    if (seen.has(key)) refuse(`line ${line.line}: id wants each ${roleOf(line)} once, got "${line.cell('id')}" again`);
    seen.add(key);
  }
}

function declared(line: Line) {
  return {
    id: line.cell('id'),
    tags: recordOfTags((attribute) => tagsOf(line, attribute)),
    working: workingOf(line),
    ties: tagsOf(line, 'ties') ?? [],
    lines: tagsOf(line, 'lines') ?? [],
    vetoes: tagsOf(line, 'vetoes') ?? []
  };
}

function readCoachee(line: Line): Coachee {
  const evaluators = tagsOf(line, 'evaluators') ?? [];
  return { ...declared(line), position: positionOf(line), evaluators, wishes: tagsOf(line, 'wishes') ?? [] };
}

function readCoach(line: Line): Coach {
  const capacity = wholeOf(line, 'capacity', [0, 100_000]) ?? 1;
  return { ...declared(line), capacity, closeTo: tagsOf(line, 'close_to') ?? [], volunteered: tagsOf(line, 'volunteered') ?? [] };
}

function tagsOf({ cell }: Line, column: string): Tags {
  const text = cell(column);
  if (text === '') return null;
  return text === '-' ? [] : text.split('|').flatMap((tag) => tag.trim() || []);
}

function wholeOf({ line, cell }: Line, column: string, [from, to]: readonly [number, number]): number | null {
  const text = cell(column);
  if (text === '') return null;
  const number = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  refuse(`line ${line}: ${column} wants a whole number from ${from} to ${to}, got "${text}"`);
}

function positionOf(line: Line): Position | null {
  const position = wholeOf(line, 'position', [1, 5]);
  return ([1, 2, 3, 4, 5] as const).find((known) => known === position) ?? null;
}

function workingOf({ line, cell }: Line): Working | null {
  const text = cell('working');
  if (text === '') return null;
  const [a = 0, b = 0, c = 0, d = 0, ...more] = text.split('|').map((answer) => (/^\s*[1-5]\s*$/u.test(answer) ? Number(answer) : 0));
  if (more.length === 0 && Math.min(a, b, c, d) > 0) return [a, b, c, d];
  refuse(`line ${line}: working wants four numbers from 1 to 5, got "${text}"`);
}
