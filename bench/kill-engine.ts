import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { Database } from '#lib/server/database/open.ts';
import { makeDatabase, ownerUrl, superUrl } from '#test/server-engine.ts';
import { findDamage } from './kill-damage.ts';
import { asSuper, startFallible } from './postgres.ts';

/** An engine that can be killed while it writes. `folder` holds the keys, the town and whatever else is not in the database. */
export type KillEngine = {
  name: 'embedded' | 'server';
  about: string;
  folder: string;
  /** What the vault is opened with. */
  environment: Readonly<Record<string, string>>;
  /** Kills whatever writes: the process itself, and the server if there is one. */
  crash: (writer: ChildProcess) => Promise<void>;
  standUp: () => Promise<void>;
  asSuper: <T>(database: Database, work: (client: ClientBase) => Promise<T>) => Promise<T>;
  /** Damage in indexes and tables, found while the vault is closed. */
  findDamage: () => Promise<string[]>;
  remove: () => Promise<void>;
};

const quiet = { NODE_ENV: 'test', LOG_LEVEL: 'silent' };

export function makeEmbedded(): KillEngine {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-kill-'));
  return {
    name: 'embedded',
    about: 'embedded (PGlite, the process killed)',
    folder,
    environment: { ...quiet, DATA_DIR: folder },
    crash: async (writer) => {
      writer.kill('SIGKILL');
      return Promise.resolve();
    },
    standUp: () => Promise.resolve(),
    asSuper: (database, work) =>
      database.asOwner(async (client) => {
        await client.query('reset role'); // the one session of this engine is the superuser's
        return work(client);
      }),
    findDamage: async () => {
      const output = execFileSync(process.execPath, ['bench/kill-indexes.ts', join(folder, 'postgres')], { encoding: 'utf8' });
      return Promise.resolve(JSON.parse(output) as string[]); // written by kill-indexes.ts
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    }
  };
}

/** `asSuperuser`: the application is given a superuser instead of the owner of its database. Null: no server programs here. */
export async function makeServer(asSuperuser: boolean): Promise<KillEngine | null> {
  const server = await startFallible();
  if (server === null) return null;
  const name = 'vierpoot_kill';
  await makeDatabase(server, name);
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-kill-'));
  const url = asSuperuser ? superUrl(server, name) : ownerUrl(server, name);
  return {
    name: 'server',
    about: `PostgreSQL ${server.version} (postmaster, backends and the process killed)`,
    folder,
    environment: { ...quiet, DATA_DIR: folder, DATABASE_URL: url, DATABASE_OLD_VERSION: 'allow' },
    crash: async (writer) => {
      await server.kill();
      await pause(30); // what the server had answered is still on its way to the parent
      writer.kill('SIGKILL');
    },
    standUp: server.standUp,
    asSuper: (_database, work) => asSuper(server, name, work),
    findDamage: () => asSuper(server, name, (client) => findDamage(async (statement) => (await client.query<object>(statement)).rows)),
    remove: async () => {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
