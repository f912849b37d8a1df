import type pg from 'pg';

/** The embedded engine has no checkpointer and no autovacuum of its own. Tables are measured anew when a tenth of them changed, as it does. */
export async function keepUp(pool: pg.Pool): Promise<void> {
  await pool.query('checkpoint');
  const { rows } = await pool.query<{ dead: number; grown: string[] }>(`select coalesce(sum(n_dead_tup), 0)::float8 as dead,
    coalesce(array_agg(relid::regclass::text) filter (where n_mod_since_analyze > 50 + n_live_tup / 10), '{}') as grown from pg_stat_user_tables`);
  const { dead = 0, grown = [] } = rows[0] ?? {};
  if (dead > 20_000) await pool.query('vacuum (analyze)');
  else if (grown.length > 0) await pool.query(`analyze ${grown.join(', ')}`);
}
