import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv, readSheet } from './read-csv.ts';
import { writeCsv, writeSheet } from './write-csv.ts';

const limits = { rows: 100, columns: 50, cell: 1_000 };

it('reads back whatever it wrote, formulas apart', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', 'é', '=', ' ') }).map((text) => text.trim());
  const row = fc.array(cell, { minLength: 2, maxLength: 5 }).filter((cells) => cells.some((one) => one !== ''));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const escaped = rows.map((cells) => cells.map((one) => one.replaceAll(/(^|[,;\t\n]\s*)(?=[=+\-@])/gu, "$1'")));
      expect(
        readCsv(writeCsv([['a', 'b', 'c', 'd', 'e', 'f'], ...rows]))
          .slice(1)
          .map(({ cells }) => cells)
      ).toEqual(escaped);
    })
  );
});

it('writes some rows of a sheet so that the same ones are read, each on its line, formulas and all', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', '=', ' ') }).map((text) => text.trim());
  const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => ['x', ...cells]);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(1, 2, 3), (cells, every) => {
      const rows = readCsv(writeCsv([['a', 'b', 'c', 'd', 'e'], ...cells]));
      const some = rows.filter((_, at) => at === 0 || at % every === 0);
      expect(readCsv(writeSheet(some))).toEqual(some);
    })
  );
  expect(
    readCsv(
      writeSheet([
        { line: 3, cells: ['a,b;c\td'] },
        { line: 7, cells: ['x,y'] }
      ])
    )
  ).toEqual([
    { line: 1, cells: ['a b c d', ''] },
    { line: 7, cells: ['x,y'] }
  ]);
});

it('never starts a cell as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/^"[=+\-@]/u.test(writeCsv([[text]]).slice(1))).toBe(false);
    })
  );
});

it('writes nothing that a spreadsheet in another country, which divides at commas, takes for a formula', () => {
  expect(writeCsv([['Noor,=1+1', 'a, \t@b', 'x;-2\n+3', 'twee-drie, vier']]).slice(1)).toBe(
    `"Noor,'=1+1";"a, \t'@b";"x;'-2\n'+3";"twee-drie, vier"\r\n`
  );
  const empty = '\n'.repeat(200_000); // minutes, for whoever goes on to the last line from every line
  expect(writeCsv([[`${empty}Noor`, `${empty}=1`]]).slice(1)).toBe(`"${empty}Noor";"${empty}'=1"\r\n`);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', '\r', ' ', '=', '+', '-', '@') }), (text) => {
      expect(/[,;\t\r\n"]\s*[=+\-@]/u.test(writeCsv([[text.replaceAll('"', '')]]).slice(1))).toBe(false);
    })
  );
});

it('never throws and never reads more than it may, whatever it is handed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ';', '\r', '\n', '\0', '\uFEFF'), maxLength: 400 }), (text) => {
      const read = readSheet(text, { rows: 5, columns: 500, cell: 20 });
      if ('rows' in read)
        expect(read.rows.length <= 5 && read.rows.every(({ cells }) => cells.every((one) => one.length <= 20))).toBe(true);
    })
  );
});

it.each([
  ['a million lines', 'a;b\n'.repeat(1_000_000), { kind: 'many-rows', line: 101 }],
  ['300,000 columns', `a;b\n${';'.repeat(300_000)}`, { kind: 'many-columns', line: 2 }],
  ['one line of ten megabytes', 'x'.repeat(10_000_000), { kind: 'long-cell', line: 1 }],
  ['a quote that is never closed', 'a;b\n"x;y\nz', { kind: 'open-quote', line: 2 }]
])('says where it stops: %s', (_, text, fault) => {
  expect(readSheet(text, limits)).toEqual({ fault });
});
