import { chmodSync, mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Duplex } from 'node:stream';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pg from 'pg';

/** A second process on the same data folder would corrupt it silently, so it is refused here. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
}

/** Holds the folder through a lock of the kernel, which is gone when the process is, however it ends. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const lock = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = off; begin exclusive');
  } catch {
    lock.close();
    throw new FolderInUseError(`Another Vierpoot is already using the data folder ${folder}; stop that one first.`);
  }
  return () => lock.close();
}

export type EmbeddedEngine = { pool: pg.Pool; close: () => Promise<void> };

/** Where the engine's files are: a folder of its own, or in memory (null), which may begin as a packed copy of such a folder. */
export type EngineSource = { directory: string | null; image: string | null };

/** Opens the embedded PostgreSQL in its own thread and gives an ordinary pool of one connection to it. */
export async function openEmbedded(root: string, folder: string | null, image: string | null = null): Promise<EmbeddedEngine> {
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  const source: EngineSource = { directory: folder === null ? null : join(folder, 'postgres'), image };
  const worker = new Worker(join(root, 'src/lib/server/database/embedded-worker.ts'), { workerData: source });
  await opened(worker);
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 20_000,
    stream: () => portStream(worker),
    user: 'postgres',
    database: 'postgres',
    ssl: false
  });
  return { pool, close: () => closeEngine({ pool, worker, unlock }) };
}

async function opened(worker: Worker): Promise<void> {
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error instanceof Error ? error : new Error(String(error))));
  await Promise.race([once(worker, 'message'), failed]);
}

type OpenParts = { pool: pg.Pool; worker: Worker; unlock: () => void };

async function closeEngine({ pool, worker, unlock }: OpenParts): Promise<void> {
  await pool.end();
  worker.postMessage('close');
  await once(worker, 'message');
  await worker.terminate();
  unlock();
}

/** What pg takes for a socket: bytes go to the worker and come back from it. */
function portStream(worker: Worker): Duplex & { connect: () => Duplex } {
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Uint8Array, _encoding, done) => {
      worker.postMessage(Uint8Array.from(chunk));
      done();
    },
    destroy: (error, done) => {
      worker.off('message', receive);
      done(error);
    }
  });
  const receive = (message: unknown) => {
    if (message instanceof Uint8Array) stream.push(Buffer.from(message));
  };
  const connect = () => {
    worker.on('message', receive);
    process.nextTick(() => stream.emit('connect'));
    return stream;
  };
  const self = () => stream;
  return Object.assign(stream, { connect, setNoDelay: self, setKeepAlive: self, ref: self, unref: self });
}
