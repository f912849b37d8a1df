// The embedded database lives in this thread: its queries run synchronously and would starve the web server's event loop.
import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { EngineSource } from './embedded.ts';

type Port = NonNullable<typeof parentPort>;
type EmscriptenStream = { nfd?: number; node: unknown };
type EmscriptenFs = { stream_ops: { fsync?: (stream: EmscriptenStream) => number }; realPath: (node: unknown) => string };

/** NodeFS whose fsync reaches the disk: upstream's is a no-op. Guarded by test/durable-fs.test.ts. */
class DurableFs extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    emscriptenOpts.preRun?.push((module: object) => {
      const nodefs = (module as { NODEFS: EmscriptenFs }).NODEFS; // untyped upstream
      nodefs.stream_ops.fsync = (stream) => syncToDisk(nodefs, stream);
    });
    return { emscriptenOpts };
  }
}

function syncToDisk(nodefs: EmscriptenFs, stream: EmscriptenStream): number {
  if (stream.nfd !== undefined) {
    fsyncSync(stream.nfd);
    return 0;
  }
  const descriptor = openSync(nodefs.realPath(stream.node), 'r'); // a directory has no descriptor of its own
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return 0;
}

const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'max_wal_size=64MB',
  '-c',
  'min_wal_size=32MB'
];

async function openEngine({ directory, image }: EngineSource): Promise<PGlite> {
  if (image !== null) return PGlite.create({ loadDataDir: new Blob([readFileSync(image)]) });
  if (directory === null) return PGlite.create();
  return PGlite.create({ dataDir: directory, fs: new DurableFs(directory), startParams });
}

/** Messages are answered in the order they came: the session is one. */
function serve(engine: PGlite, port: Port): void {
  let queue: Promise<unknown> = Promise.resolve();
  port.on('message', (message: Uint8Array | 'close') => {
    queue = queue.then(async () => {
      if (message === 'close') {
        await engine.close();
        port.postMessage('closed');
        return;
      }
      await engine.execProtocolRawStream(message, { onRawData: (data) => port.postMessage(Uint8Array.from(data)) });
    });
  });
  port.postMessage('open');
}

if (parentPort) {
  serve(await openEngine(workerData as EngineSource), parentPort); // given by embedded.ts
}
