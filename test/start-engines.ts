import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '#lib/server/database/open.ts';
import { choice, imageVariable, serverVariable, templateDatabase } from './engines.ts';
import { findServerPrograms, makeDatabase, ownerUrl, startServer } from './server-engine.ts';

type Teardown = () => Promise<void> | void;

/** Vitest's global setup: one server for the run, and a migrated database of either engine to copy. Gives the teardown. */
export default async function startTestEngines(): Promise<Teardown> {
  const only = process.env['VIERPOOT_TEST_ENGINE'];
  const teardowns = [only === 'server' ? null : await packImage(), only === 'embedded' ? null : await startTestServer()];
  return async () => {
    for (const teardown of teardowns) await teardown?.();
  };
}

/** A migrated embedded database in one file: opening a copy takes a third of the time of making one. */
async function packImage(): Promise<Teardown> {
  const folder = mkdtempSync(join(tmpdir(), 'vierpoot-image-'));
  const database = await openDatabase({ ...choice(null), folder });
  await database.close();
  const engine = await PGlite.create(join(folder, 'postgres'));
  const image = join(folder, 'image.tar');
  writeFileSync(image, await (await engine.dumpDataDir('none')).bytes());
  await engine.close();
  process.env[imageVariable] = image;
  return () => rmSync(folder, { recursive: true, force: true });
}

async function startTestServer(): Promise<Teardown | null> {
  const programs = findServerPrograms();
  if (programs === null) {
    process.stderr.write('No PostgreSQL server for the tests: the half that runs on a server is skipped.\n');
    return null;
  }
  const server = await startServer(programs);
  await makeDatabase(server, templateDatabase);
  const database = await openDatabase(choice(ownerUrl(server, templateDatabase)));
  await database.close();
  process.env[serverVariable] = JSON.stringify({ port: server.port, password: server.password });
  return server.stop;
}
