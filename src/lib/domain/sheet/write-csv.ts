/** What a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/u;

/**
 * Writes CSV that Excel opens with a double click: semicolons, a byte-order mark, every cell in quotes. A cell that a spreadsheet would
 * take for a formula gets a ' before it, so that nothing somebody typed is ever run (OWASP, CSV injection).
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
