import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The role that owns the tables on the test server: no superuser, as an institution's database service gives. */
const ownerRole = 'vierpoot_test_owner';

/** A PostgreSQL server of our own. `urlFor` signs in as the owner, `superUrlFor` as the superuser. */
export type ServerEngine = {
  port: number;
  password: string;
  stop: () => Promise<void>;
};

export type ServerAddress = Pick<ServerEngine, 'port' | 'password'>;

export function ownerUrl(server: ServerAddress, database: string): string {
  return `postgres://${ownerRole}:${server.password}@127.0.0.1:${server.port}/${database}`;
}

export function superUrl(server: ServerAddress, database: string): string {
  return `postgres://postgres:${server.password}@127.0.0.1:${server.port}/${database}`;
}

/** The folder with initdb and postgres: PG_BIN, then the newest of Debian's, then PATH; null when there is none. */
export function findServerPrograms(): string | null {
  const folders = [process.env['PG_BIN'] ?? '', ...debianFolders(), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => folder !== '' && holds(folder, 'initdb') && holds(folder, 'postgres')) ?? null;
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => `/usr/lib/postgresql/${version}/bin`);
  } catch {
    return []; // not a Debian
  }
}

function holds(folder: string, program: string): boolean {
  try {
    accessSync(join(folder, program));
    return true;
  } catch {
    return false;
  }
}

/** Starts a server with fsync on in a folder of its own, on a free port, and makes the owner role. */
export async function startServer(programs: string): Promise<ServerEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-postgres-'));
  const account = serverAccount();
  const password = randomBytes(18).toString('hex');
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  for (const path of account ? [folder, join(folder, 'password')] : []) chownSync(path, account?.uid ?? 0, account?.gid ?? 0);
  const data = join(folder, 'data');
  const set = ['-A', 'scram-sha-256', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(programs, 'initdb'), ['-D', data, '--pwfile', join(folder, 'password'), ...set], {
    ...account,
    cwd: folder,
    stdio: 'pipe'
  });
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=60'];
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...account,
    cwd: folder,
    stdio: 'ignore'
  });
  const heir = appointHeir(child, folder);
  const server = { port, password, stop: () => stopServer({ child, heir, folder }) };
  await answers(server, child);
  await makeOwner(server);
  return server;
}

/** PostgreSQL refuses to run as root: root lends it the account of Debian's package. */
function serverAccount(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, process.env['PG_ACCOUNT'] ?? 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (address === null || typeof address === 'string') throw new Error('freePort wants a port, got none');
  return address.port;
}

async function answers(server: ServerAddress, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The test server ended with ${child.exitCode}.`);
    try {
      await runAt(superUrl(server, 'postgres'), 'select 1');
      return;
    } catch {
      await pause(100); // still starting
    }
  }
  throw new Error('The test server did not answer within 15 seconds.');
}

/** Runs statements on one connection that is closed again. */
export async function runAt(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function makeOwner(server: ServerAddress): Promise<void> {
  await runAt(
    superUrl(server, 'postgres'),
    `create role ${ownerRole} login createrole nosuperuser nobypassrls password '${server.password}'`
  );
}

/** A database of the owner with set_config taken from everybody, as openDatabase asks of a superuser once. */
export async function makeDatabase(server: ServerAddress, name: string, template = 'template0'): Promise<void> {
  await runAt(superUrl(server, 'postgres'), `create database ${name} owner ${ownerRole} template ${template}`);
  await runAt(
    superUrl(server, name),
    'revoke execute on function pg_catalog.set_config(text, text, boolean) from public',
    `grant execute on function pg_catalog.set_config(text, text, boolean) to ${ownerRole}`
  );
}

/** Stops the server and clears its folder when this process is gone, however it ended: its end of the pipe then closes. */
function appointHeir(child: ChildProcess, folder: string): ChildProcess {
  const testament = `cat > /dev/null; kill -INT ${child.pid}; sleep 3; rm -rf '${folder}'`;
  const heir = spawn('sh', ['-c', testament], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  heir.unref();
  return heir;
}

type RunningServer = { child: ChildProcess; heir: ChildProcess; folder: string };

async function stopServer({ child, heir, folder }: RunningServer): Promise<void> {
  heir.kill('SIGKILL');
  if (child.exitCode === null) {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}
