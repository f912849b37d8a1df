/** A line of a CSV file that has cells; `line`: where it begins in the file, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** What is being read: `at` in the text, and what was read so far. */
type Reading = { at: number; line: number; readonly text: string; readonly separator: string };

/**
 * Reads CSV as Excel and Google write it: commas, semicolons or tabs (whichever the first line has most of), quotes, doubled quotes and
 * line breaks within them, a byte-order mark, any kind of line end. Empty lines are left out. Throws a RangeError at a quote that is
 * never closed.
 */
export function readCsv(given: string): CsvRow[] {
  const text = given.replace(/^\uFEFF/u, '');
  const reading: Reading = { at: 0, line: 1, text, separator: separatorOf(text) };
  const rows: CsvRow[] = [];
  while (reading.at < text.length) {
    const row = { line: reading.line, cells: readRow(reading) };
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
  }
  return rows;
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r\n|\r|\n/u, 1);
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: first.split(separator).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

function readRow(reading: Reading): string[] {
  const cells = [readCell(reading)];
  while (reading.text[reading.at] === reading.separator) {
    reading.at += 1;
    cells.push(readCell(reading));
  }
  if (reading.text[reading.at] === '\r' && reading.text[reading.at + 1] === '\n') reading.at += 1;
  reading.at += 1;
  reading.line += 1;
  return cells;
}

function readCell(reading: Reading): string {
  const quoted = reading.text[reading.at] === '"' ? readQuoted(reading) : '';
  const { text, separator, at } = reading;
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  reading.at = end;
  return (quoted + text.slice(at, end)).trim();
}

function readQuoted(reading: Reading): string {
  const from = reading.line;
  let cell = '';
  for (let at = reading.at + 1; ;) {
    const end = reading.text.indexOf('"', at);
    if (end === -1) throw new RangeError(`line ${from}: wants a closing quote, got none`);
    cell += reading.text.slice(at, end);
    if (reading.text[end + 1] !== '"') {
      reading.at = end + 1;
      reading.line += cell.split('\n').length - 1;
      return cell;
    }
    cell += '"';
    at = end + 2;
  }
}
