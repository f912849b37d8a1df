import pg from 'pg';
import type { Database } from '#lib/server/database/open.ts';
import { requireServer } from './engines.ts';
import { superUrl } from './server-engine.ts';

/** Runs `work` as superuser in a transaction that is taken back: to plant what no role of the house could do. */
export async function asSuperuserUndone<T>(database: Database, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  if (database.engine === 'embedded') {
    return database.asOwner((client) =>
      undone(client, async () => {
        await client.query('reset role'); // the session of the embedded engine is the superuser's
        return work(client);
      })
    );
  }
  const name = await database.asOwner(
    async (owner) => (await owner.query<{ name: string }>('select current_database() as name')).rows[0]?.name
  );
  const client = new pg.Client({ connectionString: superUrl(requireServer(), name ?? '') });
  await client.connect();
  try {
    return await undone(client, () => work(client));
  } finally {
    await client.end();
  }
}

async function undone<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}
