import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findServerPrograms, runAt, type ServerAddress, startServer, superUrl } from '#test/server-engine.ts';
import { descendantsOf, isRunning } from './processes.ts';

/** A PostgreSQL server of our own that can fall as hard as a machine falls, and stand up again. */
export type FallibleServer = ServerAddress & {
  version: string;
  /** The postmaster and all its backends. */
  processes: () => number[];
  kill: () => Promise<void>;
  /** Starts it on the same folder and waits until it answers. */
  standUp: () => Promise<void>;
  remove: () => Promise<void>;
};

/** Null when there are no server programs on this machine. */
export async function startFallible(): Promise<FallibleServer | null> {
  const programs = findServerPrograms();
  if (programs === null) return null;
  const address = await startServer(programs);
  const { data, version } = await asSuper(address, 'postgres', aboutServer);
  const postmaster = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const processes = () => [postmaster(), ...descendantsOf(postmaster())];
  const server = { ...address, version, processes, kill: () => killAll(processes()), standUp: () => standUp(programs, data, address) };
  const remove = async () => {
    await server.kill();
    rmSync(dirname(data), { recursive: true, force: true });
  };
  return { ...server, remove };
}

async function aboutServer(client: pg.Client): Promise<{ data: string; version: string }> {
  const { rows } = await client.query<{ data: string; version: string }>(
    "select current_setting('data_directory') as data, split_part(current_setting('server_version'), ' ', 1) as version"
  );
  return rows[0] ?? { data: '', version: '' };
}

/** Runs `work` as the superuser of the server, whom no policy binds. */
export async function asSuper<T>(address: ServerAddress, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superUrl(address, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All at once, the first of them the postmaster: what it started would else notice and leave in good order. */
async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGKILL');
  const [postmaster = 0] = pids;
  while (pids.some(isRunning) || signal(postmaster, 0)) await pause(5);
}

/** Whether the process was there to take it. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false; // it has ended
  }
}

async function standUp(programs: string, data: string, { port, password }: ServerAddress): Promise<void> {
  const { uid, gid } = statSync(data); // PostgreSQL runs as the owner of its folder, never as root
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${dirname(data)}`, '-c', 'max_connections=60'];
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...account,
    cwd: dirname(data),
    stdio: 'ignore'
  });
  process.once('exit', () => child.kill('SIGQUIT'));
  await answers(child, { port, password });
}

async function answers(child: ChildProcess, address: ServerAddress): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await runAt(superUrl(address, 'postgres'), 'select 1');
      return;
    } catch {
      await pause(10); // still recovering
    }
  }
  throw new Error('The server did not stand up again.');
}
