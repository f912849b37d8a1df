import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';

/** Fixed: every process that migrates takes the same lock. */
const migrationLock = 4_204_004;

type Migration = { name: string; text: string; checksum: string };

/** The migration files in order. */
function readMigrations(root: string): Migration[] {
  const folder = join(root, 'db/migrations');
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

/** Applies what is missing, each file in one transaction: killed half-way, a file did nothing or finished. Gives the names applied. */
export async function migrate(client: ClientBase, root: string): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    await client.query(`create schema if not exists migration;
      create table if not exists migration.applied (name text primary key, checksum text not null, at timestamptz not null default now());
      create table if not exists migration.key_fingerprints (key_id text primary key, fingerprint text not null)`);
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration.applied');
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    const missing = readMigrations(root).filter((migration) => isMissing(migration, applied));
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

function isMissing(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
  const checksum = applied.get(migration.name);
  if (checksum !== undefined && checksum !== migration.checksum) {
    throw new Error(`The migration ${migration.name} was changed after it was applied; a change belongs in a new file.`);
  }
  return checksum === undefined;
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into migration.applied (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The migration ${migration.name} failed and changed nothing.`, { cause: error });
  }
}
