import { fieldOf, type ImportField } from '#lib/domain/people-import/columns.ts';
import { tagAttributes } from '#lib/domain/matching/attribute.ts';
import type { CsvRow } from '#lib/domain/sheet/read-csv.ts';
import { refuse } from './refusal.ts';

/** What the example file of the application does not have, and the engine knows. */
const ownColumns = ['id', 'vetoes', 'wishes', 'volunteered'] as const;

/** What a column can hold. */
export type PeopleColumn = ImportField | (typeof ownColumns)[number];

/** One line, by what the columns hold; a column that is not in the file, or an empty cell, is not answered. */
export type Line = { readonly line: number; readonly cell: (column: PeopleColumn) => string };

const shown: readonly string[] = [
  ...['role', 'id', 'capacity', 'position', 'working', 'ties', 'lines', 'vetoes', 'evaluators', 'close_to', 'wishes', 'volunteered'],
  ...tagAttributes,
  'or what the example file of the application has'
];

/** Reads the lines under their headings. A heading that is not known could be a constraint that is not kept: it is refused. */
export function readLines([head, ...rows]: readonly CsvRow[]): Line[] {
  if (!head) return refuse('line 1: wants the names of the columns, got nothing');
  const columns = head.cells.map((heading) => columnOf(heading, head.line));
  const has = (...wanted: readonly PeopleColumn[]) => wanted.some((one) => columns.includes(one));
  const got = head.cells.join(', ');
  if (!has('role')) refuse(`line ${head.line}: wants a column role, got ${got}`);
  if (!has('id', 'email', 'name', 'firstName', 'lastName')) refuse(`line ${head.line}: wants a column id, e-mail or name, got ${got}`);
  columns.forEach((column, at) => {
    const isAgain = column !== null && columns.indexOf(column) !== at;
    if (isAgain) refuse(`line ${head.line}: wants each column once, got "${head.cells[at] ?? ''}" again`);
  });
  return rows.map((row) => lineOf(row, columns));
}

/** Null: a column without a heading, which is to stay empty. */
function columnOf(heading: string, line: number): PeopleColumn | null {
  if (heading === '') return null;
  const own = ownColumns.find((name) => name === heading.toLowerCase());
  return own ?? fieldOf(heading) ?? refuse(`line ${line}: knows no column "${heading}", only ${shown.join(', ')}`);
}

function lineOf({ line, cells }: CsvRow, columns: readonly (PeopleColumn | null)[]): Line {
  const stray = cells.findIndex((cell, at) => cell !== '' && (columns[at] ?? null) === null);
  if (stray !== -1) refuse(`line ${line}: wants a name above cell ${stray + 1}, which holds "${cells[stray] ?? ''}"`);
  return {
    line,
    cell: (column) => {
      const at = columns.indexOf(column);
      return at === -1 ? '' : (cells[at] ?? '');
    }
  };
}
