/** A line of a CSV file that has cells; `line`: where it begins in the file, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** The most that is read: so many rows, so many cells in a row, and so many characters in a cell. */
export type CsvLimits = { readonly rows: number; readonly columns: number; readonly cell: number };

/**
 * Where a file stops being readable. `open-quote`: a quote that is never closed; `long-cell`, `many-columns`, `many-rows`: more than
 * the limits.
 */
export type CsvFault = { readonly kind: 'open-quote' | 'long-cell' | 'many-columns' | 'many-rows'; readonly line: number };

/** What is being read: `at` in the text, and what was read so far. */
type Reading = {
  at: number;
  line: number;
  fault: CsvFault | null;
  readonly text: string;
  readonly separator: string;
  readonly longest: number;
};

/** Reads CSV as `readSheet` does, as long as it is. Throws a RangeError at a quote that is never closed. */
export function readCsv(given: string): CsvRow[] {
  const read = readSheet(given, { rows: Infinity, columns: Infinity, cell: Infinity });
  if ('fault' in read) throw new RangeError(`line ${read.fault.line}: wants a closing quote, got none`);
  return read.rows;
}

/**
 * Reads CSV as Excel and Google write it: commas, semicolons or tabs (whichever the first line has most of), quotes, doubled quotes and
 * line breaks within them, a byte-order mark, any kind of line end. Empty lines are left out. Stops at the first fault.
 */
export function readSheet(given: string, limits: CsvLimits): { readonly rows: CsvRow[] } | { readonly fault: CsvFault } {
  const text = given.replace(/^\uFEFF/u, '');
  const reading: Reading = { at: 0, line: 1, fault: null, text, separator: separatorOf(text), longest: limits.cell };
  const rows: CsvRow[] = [];
  while (reading.at < text.length) {
    const row = { line: reading.line, cells: readRow(reading) };
    if (reading.fault) return { fault: reading.fault };
    if (row.cells.length > limits.columns) return { fault: { kind: 'many-columns', line: row.line } };
    if (rows.length === limits.rows) return { fault: { kind: 'many-rows', line: row.line } };
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
  }
  return { rows };
}

/** A first line is never this long; whoever sends one waits for no reading of it. */
const longestHead = 100_000;

function separatorOf(text: string): string {
  const [first = ''] = text.slice(0, longestHead).split(/\r\n|\r|\n/u, 1);
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: first.split(separator).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

function readRow(reading: Reading): string[] {
  const cells = [readCell(reading)];
  while (!reading.fault && reading.text[reading.at] === reading.separator) {
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
  const last = Math.min(text.length, at + reading.longest + 1);
  while (end < last && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  reading.at = end;
  if (quoted.length + end - at > reading.longest) reading.fault ??= { kind: 'long-cell', line: reading.line };
  return (quoted + text.slice(at, end)).trim();
}

function readQuoted(reading: Reading): string {
  const from = reading.line;
  let cell = '';
  for (let at = reading.at + 1; ;) {
    const end = reading.text.indexOf('"', at);
    if (end === -1) {
      reading.fault = { kind: 'open-quote', line: from };
      return '';
    }
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
