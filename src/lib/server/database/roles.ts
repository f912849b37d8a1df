import type { ClientBase } from 'pg';

/** The roles of the house: the owner of the tables, the role persons act under, and the role of sign-in and mail. */
export const roles = { owner: 'vierpoot_owner', app: 'vierpoot_app', system: 'vierpoot_system' } as const;

/** Makes the group roles if the cluster has none yet. They cannot sign in and own nothing. */
export async function ensureGroupRoles(client: ClientBase): Promise<void> {
  for (const role of [roles.app, roles.system]) await ensureRole(client, role);
}

export async function ensureRole(client: ClientBase, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount) return;
  try {
    await client.query(`create role ${quoted(role)} nologin nosuperuser nobypassrls nocreatedb nocreaterole`);
  } catch (error) {
    if (!isDuplicate(error)) throw error; // another process was first
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '42710' || error.code === '23505');
}

/** The name a process signs in with on a server: one per database, because roles belong to the cluster. */
export function loginName(role: string, database: string): string {
  return `${role}_${database}`.slice(0, 63);
}

export type Login = { role: string; group: string; password: string };

/** Makes or refreshes a login that is a member of one group role and nothing else. */
export async function ensureLogin(client: ClientBase, login: Login): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login.role]);
  const password = `password '${login.password.replaceAll("'", "''")}'`;
  // An owner without superuser rights may not even repeat "nosuperuser" on a role that is there; the lint looks at that.
  if (rowCount) await client.query(`alter role ${quoted(login.role)} login inherit ${password}`);
  else await client.query(`create role ${quoted(login.role)} login inherit nosuperuser nobypassrls nocreatedb nocreaterole ${password}`);
  await client.query(`grant ${quoted(login.group)} to ${quoted(login.role)}`);
  await client.query(`alter role ${quoted(login.role)} set statement_timeout = '5s'`);
  await client.query(`alter role ${quoted(login.role)} set idle_in_transaction_session_timeout = '10s'`);
}

/** An identity is set by begin_request only; only a superuser can take set_config from everybody. */
export async function closeSetConfig(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ is_open: boolean; is_super: boolean; me: string; database: string }>(
    `select exists (select from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
         where p.oid = 'pg_catalog.set_config(text,text,boolean)'::regprocedure and a.grantee = 0) as is_open,
       (select rolsuper from pg_roles where rolname = current_user) as is_super,
       current_user as me, current_database() as database`
  );
  const state = rows[0];
  if (!state?.is_open) return;
  const remedy = 'revoke execute on function pg_catalog.set_config(text, text, boolean) from public';
  const regrant = `grant execute on function pg_catalog.set_config(text, text, boolean) to ${quoted(state.me)}`;
  if (!state.is_super) {
    throw new Error(
      `Anybody may call set_config in the database ${state.database}. A superuser must run there once: ${remedy}; ${regrant};`
    );
  }
  await client.query(`${remedy}; ${regrant}`);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
