import { findUnusedColumns, type ImportColumns } from '#lib/domain/people-import/columns.ts';
import { lineWords, problemSentence } from '#lib/i18n/import-words.ts';
import { m } from '#lib/i18n/m.ts';
import type { DryRun } from '#lib/server/use-cases/import-people.ts';

/** So many lines of a kind are shown; the rest is counted. */
const mostShown = 100;
/** So much is shown to tell one column from another: of its title, of the first cell that is filled, of a list of titles. */
const longest = { title: 60, example: 30, list: 20 };
/** So many lines are looked at for a cell that is filled. */
const mostLooked = 50;

/** Some of a kind, and how many there are. */
export type Few<T> = { count: number; shown: readonly T[] };
/** A person of a file. */
export type NamedLine = { line: number; name: string };
/** A line that is not right: whose, and why. */
export type WrongLine = { line: number; head: string; why: string };
/** A column as the file has it: its title, or its number; the first that is in it, empty for nothing. */
export type FileColumn = { title: string; example: string };
/** What is left out: lines that are not right, people who have another role, and who is there already. */
export type LeftOut = { problems: Few<WrongLine>; otherwise: Few<NamedLine>; present: Few<NamedLine> };

/** A file that waits, as its page shows it. */
export type Plan = LeftOut & {
  fileColumns: FileColumn[];
  /** The titles of the columns that are not used; empty for none. */
  unused: string;
  columns: ImportColumns;
  missing: DryRun['missing'];
  adding: Few<NamedLine>;
  handingIn: number;
};

export function showPlan(dryRun: DryRun): Plan {
  const { columns, missing, head, adding } = dryRun;
  const fileColumns = head.map((_, at) => ({ title: titleOf(head, at), example: exampleOf(dryRun, at) }));
  const unused = findUnusedColumns(head, columns).filter((at) => head[at] !== '' || fileColumns[at]?.example !== '');
  return {
    ...{ fileColumns, columns, missing },
    unused: listTitles(unused.map((at) => titleOf(head, at))),
    ...showLeftOut(dryRun),
    adding: namesOf(adding),
    handingIn: adding.filter(({ handsIn }) => handsIn).length
  };
}

export function showLeftOut(dryRun: DryRun): LeftOut {
  const { count, shown } = few(dryRun.problems);
  const wrong = shown.map((problem) => ({ line: problem.line, head: lineWords(problem), why: problemSentence(problem, dryRun) }));
  return { problems: { count, shown: wrong }, otherwise: namesOf(dryRun.otherwise), present: namesOf(dryRun.present) };
}

function titleOf(head: readonly string[], at: number): string {
  const title = head[at] ?? '';
  return title === '' ? m.import_column_number({ number: at + 1 }) : title.slice(0, longest.title);
}

function listTitles(titles: readonly string[]): string {
  const further = titles.length - longest.list;
  return [...titles.slice(0, longest.list), ...(further > 0 ? [m.import_more({ count: further })] : [])].join(', ');
}

function exampleOf({ rows }: DryRun, at: number): string {
  const filled = rows.slice(1, mostLooked).find(({ cells }) => (cells[at] ?? '') !== '');
  return filled?.cells[at]?.slice(0, longest.example) ?? '';
}

function few<T>(all: readonly T[]): Few<T> {
  return { count: all.length, shown: all.slice(0, mostShown) };
}

function namesOf(all: readonly NamedLine[]): Few<NamedLine> {
  return few(all.map(({ line, name }) => ({ line, name })));
}
