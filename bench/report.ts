import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type as systemName } from 'node:os';
import { join } from 'node:path';

const readme = join(import.meta.dirname, 'README.md');

/** A Markdown table with columns of one width, so that it reads in a terminal too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Prints a block and puts it between its markers in README.md; the words around it stay. */
export function publish(name: string, text: string): void {
  console.log(`\n${text}\n`);
  const [from, to] = [`<!-- ${name}: written by npm run -->`, `<!-- end of ${name} -->`];
  const page = readFileSync(readme, 'utf8');
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start === -1 || end < start) throw new Error(`bench/README.md wants the markers ${from} and ${to}.`);
  writeFileSync(readme, `${page.slice(0, start + from.length)}\n\n${text}\n\n${page.slice(end)}`);
}

/** When and on what something was measured, in one line. */
export function whenAndWhere(postgres: string | null): string {
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const machine = `${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), ${memory}, ${systemName()} ${/^\d+\.\d+/u.exec(release())?.[0] ?? ''}`;
  const server = postgres === null ? 'no PostgreSQL server' : `PostgreSQL ${postgres}`;
  return `Measured ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC on ${machine}, Node ${process.versions.node}, ${server}.`;
}
