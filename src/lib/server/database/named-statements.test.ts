import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DB } from '#lib/server/schema.generated.ts';
import { requireServer, serverAddress } from '#test/engines.ts';
import { superUrl } from '#test/server-engine.ts';
import { nameStatements } from './named-statements.ts';

describe.skipIf(serverAddress() === null)('named statements (server)', () => {
  let pool: pg.Pool;
  let db: Kysely<DB>;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: superUrl(requireServer(), 'postgres'), max: 1 });
    nameStatements(pool);
    db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  });
  afterAll(() => pool.end());

  const planned = async (words: string) => {
    const { rows } = await pool.query<{ name: string }>(`select name from pg_prepared_statements where statement like '%${words}%'`);
    return rows.map((row) => row.name);
  };

  it('are planned once for the same text, whatever the values', async () => {
    for (const value of [1, 2, 3]) await sql`select ${value}::int as first`.execute(db);
    await sql`select ${1}::int as second`.execute(db);
    expect(await planned('as first')).toHaveLength(1);
    expect(await planned('as second')).toHaveLength(1);
    expect(await planned('as first')).not.toEqual(await planned('as second'));
  });

  it('keep no plan of a statement that asks for a new one', async () => {
    await sql`/* planned anew */ select ${1}::int as fourth`.execute(db);
    expect(await planned('as fourth')).toEqual([]);
  });

  it('leave a statement without values as it is', async () => {
    await pool.query('select 1 as third');
    expect(await planned('as third')).toEqual([]);
  });
});
