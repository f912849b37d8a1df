import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { onBothEngines } from '#test/engines.ts';

type Words = { about?: string; retention?: string; export?: string; erase?: string };
type Declared = Words & { columns: Record<string, Words & { level: string; what: string }> };
const declared = JSON.parse(readFileSync('db/data-map.json', 'utf8')) as Record<string, Declared>; // the tests below judge it

onBothEngines('the data map', (opened) => {
  const columnsThatAre = () =>
    opened().asOwner(async (owner) => {
      const { rows } = await owner.query<{ at: string; type: string }>(
        `select c.relname || '.' || a.attname as at, format_type(a.atttypid, null) as type from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`
      );
      return new Map(rows.map((row) => [row.at, row.type]));
    });
  const columnsDeclared = Object.entries(declared).flatMap(([table, { columns, ...words }]) =>
    Object.entries(columns).map(([column, own]) => ({ at: `${table}.${column}`, ...words, ...own }))
  );

  it('declares every column that is, and none that is not', async () => {
    expect(columnsDeclared.map((column) => column.at).sort()).toEqual([...(await columnsThatAre()).keys()].sort());
  });

  it('says of each column how private it is, about whom, what, how long, how it is exported and how erased', () => {
    const silent = columnsDeclared.filter((column) =>
      [column.about, column.what, column.retention, column.export, column.erase].some((word) => word === undefined || word.length < 3)
    );
    expect(silent).toEqual([]);
    expect(columnsDeclared.filter(({ level }) => !/^L[0-3]$/.test(level))).toEqual([]);
  });

  it('keeps what people write (L3) in sealed columns only', async () => {
    const types = await columnsThatAre();
    const written = columnsDeclared.filter(({ level }) => level === 'L3');
    expect(written.length).toBeGreaterThan(2);
    expect(written.filter(({ at }) => types.get(at) !== 'bytea')).toEqual([]);
  });
});
