import { expect, it } from 'vitest';
import { openEmbedded } from './embedded.ts';
import { keepUp } from './keep-up.ts';

it('measures a table that grew, under whatever name, and no other', async () => {
  const engine = await openEmbedded(process.cwd(), null, null);
  const sizes = async () => {
    const { rows } = await engine.pool.query<{ name: string; size: number }>(
      "select relname as name, reltuples::int as size from pg_class where relname in ('Grown much', 'little')"
    );
    return Object.fromEntries(rows.map(({ name, size }) => [name, size]));
  };
  await engine.pool.query('create table "Grown much" as select generate_series(1, 400) as n; create table little as select 1 as n');
  await expect.poll(() => keepUp(engine.pool).then(sizes), { timeout: 20_000, interval: 500 }).toEqual({ 'Grown much': 400, little: -1 });
  await engine.close();
});
