import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Doors, makeDoors } from '#lib/server/db.ts';
import type { DB } from '#lib/server/schema.generated.ts';
import { lintCatalogue } from './catalogue.ts';
import { type EmbeddedEngine, openEmbedded } from './embedded.ts';
import { type Channel, listenEmbedded, listenOnServer, type Listener } from './listen.ts';
import { migrate } from './migrate.ts';
import { keepUp } from './keep-up.ts';
import { nameStatements } from './named-statements.ts';
import { closeSetConfig, ensureGroupRoles, ensureLogin, ensureRole, loginName, quoted, roles } from './roles.ts';
import { tooOld } from './version.ts';

/** `url` null: the embedded engine in `folder` (null: in memory, from the file `image` if given). `loginPassword` gives the logins of a server their passwords. */
export type DatabaseChoice = {
  root: string;
  url: string | null;
  folder: string | null;
  image?: string | null;
  poolSize: number;
  preparedStatements: boolean;
  allowsOldVersion: boolean;
  loginPassword: (role: string) => string;
  /** Asked as the owner after the migrations and before anybody signs in; throws to stop the start. */
  judge?: (owner: pg.ClientBase) => Promise<void>;
};

export type Database = {
  doors: Doors;
  engine: 'embedded' | 'server';
  migrated: readonly string[];
  /** Runs `work` as the owner of the tables: migrations, demo people, keys. Never in a request. */
  asOwner: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  /** Hears what other processes of this Vierpoot say: which piece of live notes has been stored, who is present. */
  listen: (listener: Listener) => Promise<Channel>;
  close: () => Promise<void>;
};

/** The locks are not as they should be: the start stops. */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
}

export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  return choice.url === null ? openEmbeddedDatabase(choice) : openServerDatabase(choice, choice.url);
}

async function openEmbeddedDatabase(choice: DatabaseChoice): Promise<Database> {
  const engine: EmbeddedEngine = await openEmbedded(choice.root, choice.folder, choice.image);
  try {
    if (choice.preparedStatements) nameStatements(engine.pool);
    const asOwner = <T>(work: (client: pg.ClientBase) => Promise<T>) => withClient(engine.pool, (client) => ownerOf(client, work));
    const migrated = await withClient(engine.pool, (client) => prepare(client, choice, false));
    const db = kysely(engine.pool);
    const doors = makeDoors({ app: db, system: db, switchesRole: true });
    const upkeep = setInterval(() => void keepUp(engine.pool).catch(() => undefined), 60_000).unref(); // busy now: again in a minute
    const close = async () => {
      clearInterval(upkeep);
      await engine.close();
    };
    const listen = (listener: Listener) => listenEmbedded(engine.pool, listener);
    return { doors, engine: 'embedded', migrated, asOwner, listen, close };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openServerDatabase(choice: DatabaseChoice, url: string): Promise<Database> {
  const asOwner = <T>(work: (client: pg.ClientBase) => Promise<T>) => ownerOnServer(url, work);
  const migrated = await withServerClient(url, async (client) => {
    await requireVersion(client, choice.allowsOldVersion);
    return prepare(client, choice, true);
  });
  const pool = (group: string) => serverPool(choice, url, group);
  const [appPool, systemPool] = [pool(roles.app), pool(roles.system)];
  const doors = makeDoors({ app: kysely(appPool), system: kysely(systemPool), switchesRole: false });
  const close = async () => {
    await Promise.all([appPool.end(), systemPool.end()]);
  };
  const listen = (listener: Listener) => listenOnServer(loginUrl(choice, url, roles.app), listener);
  return { doors, engine: 'server', migrated, asOwner, listen, close };
}

function kysely(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/** The address under which a process signs in as one of its two roles. */
function loginUrl(choice: DatabaseChoice, url: string, group: string): string {
  const login = new URL(url);
  login.username = loginName(group, databaseOf(url));
  login.password = choice.loginPassword(login.username);
  return login.href;
}

function serverPool(choice: DatabaseChoice, url: string, group: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: loginUrl(choice, url, group), max: choice.poolSize, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined); // an idle connection was cut; the next request opens another
  if (choice.preparedStatements) nameStatements(pool);
  return pool;
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
}

/** Roles, migrations, keys, logins, then the question whether every wall stands. */
async function prepare(client: pg.ClientBase, choice: DatabaseChoice, needsLogins: boolean): Promise<string[]> {
  await ensureGroupRoles(client);
  await shutDatabase(client);
  const migrated = await ownerOf(client, async (owner) => {
    const names = await migrate(owner, choice.root);
    await choice.judge?.(owner);
    return names;
  });
  if (needsLogins) await ensureLogins(client, choice.loginPassword);
  const findings = await lintCatalogue(client);
  if (findings.length > 0) throw new CatalogueError(`The database is not locked as it should be:\n- ${findings.join('\n- ')}`);
  return migrated;
}

async function shutDatabase(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; is_super: boolean }>(
    'select current_database() as name, rolsuper as is_super from pg_roles where rolname = current_user'
  );
  const [here] = rows;
  if (!here) return;
  if (here.is_super) await makeOwner(client, here.name);
  await client.query(`revoke temporary on database ${quoted(here.name)} from public`);
  await closeSetConfig(client);
}

/** A superuser does not own the tables itself: functions that run as their owner would run as superuser. */
async function makeOwner(client: pg.ClientBase, database: string): Promise<void> {
  await ensureRole(client, roles.owner);
  await client.query(`grant create on database ${quoted(database)} to ${roles.owner}; alter schema public owner to ${roles.owner};
    grant execute on function pg_catalog.set_config(text, text, boolean) to ${roles.owner}`);
}

async function ensureLogins(client: pg.ClientBase, loginPassword: (role: string) => string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  for (const group of [roles.app, roles.system]) {
    const role = loginName(group, rows[0]?.name ?? '');
    await ensureLogin(client, { role, group, password: loginPassword(role) });
  }
}

async function requireVersion(client: pg.ClientBase, allowsOldVersion: boolean): Promise<void> {
  const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version");
  const fault = tooOld(rows[0]?.version ?? 0);
  if (fault !== null && !(allowsOldVersion && (rows[0]?.version ?? 0) >= 150_000)) throw new CatalogueError(fault);
}

/** As the owner of the tables, whether the connection is that owner or a superuser. */
async function ownerOf<T>(client: pg.ClientBase, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ is_super: boolean }>('select rolsuper as is_super from pg_roles where rolname = session_user');
  if (!rows[0]?.is_super) return work(client);
  await client.query(`set role ${roles.owner}`);
  try {
    return await work(client);
  } finally {
    await client.query('reset role');
  }
}

async function ownerOnServer<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return withServerClient(url, (client) => ownerOf(client, work));
}

async function withServerClient<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
