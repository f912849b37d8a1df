import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv, readSheet } from './read-csv.ts';
import { writeCsv } from './write-csv.ts';

const limits = { rows: 100, cell: 1_000 };

it('reads back whatever it wrote, formulas apart', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', 'é', '=', ' ') }).map((text) => text.trim());
  const row = fc.array(cell, { minLength: 2, maxLength: 5 }).filter((cells) => cells.some((one) => one !== ''));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const escaped = rows.map((cells) => cells.map((one) => (/^[=+\-@]/u.test(one) ? `'${one}` : one)));
      expect(
        readCsv(writeCsv([['a', 'b', 'c', 'd', 'e', 'f'], ...rows]))
          .slice(1)
          .map(({ cells }) => cells)
      ).toEqual(escaped);
    })
  );
});

it('never starts a cell as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/^"[=+\-@]/u.test(writeCsv([[text]]).slice(1))).toBe(false);
    })
  );
});

it('never throws and never reads more than it may, whatever it is handed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ';', '\r', '\n', '\0', '\uFEFF'), maxLength: 400 }), (text) => {
      const read = readSheet(text, { rows: 5, cell: 20 });
      if ('rows' in read)
        expect(read.rows.length <= 5 && read.rows.every(({ cells }) => cells.every((one) => one.length <= 20))).toBe(true);
    })
  );
});

it.each([
  ['a million lines', 'a;b\n'.repeat(1_000_000), { kind: 'many-rows', line: 101 }],
  ['one line of ten megabytes', 'x'.repeat(10_000_000), { kind: 'long-cell', line: 1 }],
  ['a quote that is never closed', 'a;b\n"x;y\nz', { kind: 'open-quote', line: 2 }]
])('says where it stops: %s', (_, text, fault) => {
  expect(readSheet(text, limits)).toEqual({ fault });
});
