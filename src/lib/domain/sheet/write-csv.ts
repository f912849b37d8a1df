import type { CsvRow } from './read-csv.ts';

/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/u;

/** The same after what a spreadsheet in another country takes for the end of a cell, even between quotes. */
const inner = /((?:^|[,;\t\r\n])[^\S\t\r\n]*)(?=[=+\-@])/gu;

/**
 * Writes CSV that Excel opens with a double click: semicolons, a byte-order mark, every cell in quotes. A cell that a spreadsheet would
 * take for a formula gets a ' before it, also in the middle of a cell, so that nothing somebody typed is ever run (OWASP, CSV injection).
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

/**
 * Writes rows so that `readSheet` reads the same ones, each on the line it has. To be kept and read again, never to be opened in a
 * spreadsheet: formulas stay as they are.
 */
export function writeSheet(rows: readonly CsvRow[]): string {
  let text = '';
  let line = 1;
  for (const [at, row] of rows.entries()) {
    const written = `${(at === 0 ? headOf(row.cells) : row.cells).map(quoted).join(';')}\n`;
    const between = at === 0 ? 0 : Math.max(0, row.line - line);
    text += '\n'.repeat(between) + written;
    line += between + written.split('\n').length - 1;
  }
  return text;
}

/** The first line tells the separator, so it has no other, and that one at least once. */
function headOf(cells: readonly string[]): string[] {
  const plain = cells.map((cell) => cell.replaceAll(/[,;\s]+/gu, ' ').trim());
  return plain.length > 1 ? plain : [...plain, ''];
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellOf(text: string): string {
  const plain = text.replaceAll(inner, "$1'");
  return `"${(formula.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}
