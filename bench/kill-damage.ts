/**
 * Every b-tree against its table in both directions, and every page of every table (amcheck). `prepare` leaves nothing
 * behind: it runs in a transaction that is rolled back. Damage comes as a row or as an error that names it.
 */
const damageStatements = {
  prepare: ['begin', 'create schema amcheck_here', 'create extension amcheck schema amcheck_here'],
  indexes: `with every as materialized (select c.oid from pg_class c join pg_am a on a.oid = c.relam and a.amname = 'btree'
        join pg_index i on i.indexrelid = c.oid and i.indisvalid where c.relkind = 'i' and c.relpersistence = 'p')
      select amcheck_here.bt_index_parent_check(oid, true, true) from every`,
  tables: `select c.oid::regclass::text as damaged, found.* from pg_class c, lateral amcheck_here.verify_heapam(c.oid) found
      where c.relkind in ('r', 't', 'm') and c.relpersistence = 'p'`
} as const;

/** Runs one statement; gives its rows. */
export type Asking = (statement: string) => Promise<readonly unknown[]>;

/** What is damaged, as the superuser finds it; empty when all is well. */
export async function findDamage(ask: Asking): Promise<string[]> {
  const damages: string[] = [];
  try {
    for (const statement of damageStatements.prepare) await ask(statement);
    const checked = await ask(damageStatements.indexes);
    if (checked.length < 50) damages.push(`only ${checked.length} indexes were checked`);
    damages.push(...(await ask(damageStatements.tables)).map((row) => JSON.stringify(row)));
  } catch (error) {
    damages.push(error instanceof Error ? error.message : String(error));
  }
  await ask('rollback');
  return damages;
}
