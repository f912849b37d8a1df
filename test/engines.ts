import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type DatabaseChoice, openDatabase } from '#lib/server/database/open.ts';
import { makeDatabase, ownerUrl, type ServerAddress } from './server-engine.ts';

export type EngineName = Database['engine'];

/** The environment variable in which the global setup hands the server's address to the test processes. */
export const serverVariable = 'VIERPOOT_TEST_SERVER';
/** The environment variable with the file that holds the migrated embedded database of this run. */
export const imageVariable = 'VIERPOOT_TEST_IMAGE';
export const templateDatabase = 'vierpoot_template';

/** What openDatabase is asked for in tests; `url` null: embedded, in memory. */
export function choice(url: string | null): DatabaseChoice {
  return {
    root: process.cwd(),
    url,
    folder: null,
    poolSize: 3,
    preparedStatements: true,
    allowsOldVersion: true,
    loginPassword: (role) => `test-${role}`
  };
}

/** The server of this run; null when there is none. */
export function serverAddress(): ServerAddress | null {
  const given = process.env[serverVariable];
  return given === undefined ? null : (JSON.parse(given) as ServerAddress); // written by start-engines.ts
}

let databases = 0;

/** A name that no other file of the run uses. */
export function newDatabaseName(): string {
  databases += 1;
  return `vp_${process.pid}_${databases}`;
}

/** A fresh, migrated, empty database on an engine. */
export async function openFresh(engine: EngineName): Promise<Database> {
  if (engine === 'embedded') return openDatabase({ ...choice(null), image: process.env[imageVariable] ?? null });
  const server = requireServer();
  const name = newDatabaseName();
  await makeDatabase(server, name, templateDatabase);
  return openDatabase(choice(ownerUrl(server, name)));
}

export function requireServer(): ServerAddress {
  const server = serverAddress();
  if (server === null) throw new Error('This run has no PostgreSQL server.');
  return server;
}

/** Says the same of both engines. `opened` gives this half's database, which is closed after its last test. */
export function onBothEngines(name: string, define: (opened: () => Database, engine: EngineName) => void): void {
  for (const engine of ['embedded', 'server'] as const) onEngine(engine, name, define);
}

/** Says it of one engine. Without server programs that half is skipped; with CI set that is a failure. */
export function onEngine(engine: EngineName, name: string, define: (opened: () => Database, engine: EngineName) => void): void {
  const isAbsent = engine === 'server' ? serverAddress() === null : process.env['VIERPOOT_TEST_ENGINE'] === 'server';
  if (isAbsent && engine === 'server' && process.env['CI'] && process.env['VIERPOOT_TEST_ENGINE'] !== 'embedded') {
    it(`${name} (server)`, () => expect.fail('CI needs the PostgreSQL server programs (PG_BIN).'));
    return;
  }
  describe.skipIf(isAbsent)(`${name} (${engine})`, () => {
    let database: Database | null = null;
    beforeAll(async () => {
      database = await openFresh(engine);
    });
    afterAll(async () => database?.close());
    define(() => database ?? expect.fail('the database is not open yet'), engine);
  });
}
