import { openDatabase } from '#lib/server/database/open.ts';
import { choice, serverVariable, templateDatabase } from './engines.ts';
import { findServerPrograms, makeDatabase, ownerUrl, startServer } from './server-engine.ts';

/** Vitest's global setup: one server for the run and one migrated database to copy. Gives the teardown. */
export default async function startTestServer(): Promise<(() => Promise<void>) | undefined> {
  const programs = process.env['VIERPOOT_TEST_ENGINE'] === 'embedded' ? null : findServerPrograms();
  if (programs === null) {
    process.stderr.write('No PostgreSQL server for the tests: the half that runs on a server is skipped.\n');
    return undefined;
  }
  const server = await startServer(programs);
  await makeDatabase(server, templateDatabase);
  const database = await openDatabase(choice(ownerUrl(server, templateDatabase)));
  await database.close();
  process.env[serverVariable] = JSON.stringify({ port: server.port, password: server.password });
  return server.stop;
}
