// Writes db/schema.sql and the table types from the migrations, on an embedded database in memory.
import { writeFileSync } from 'node:fs';
import { describeSchema, describeTypes } from '#lib/server/database/describe-schema.ts';
import { openDatabase } from '#lib/server/database/open.ts';

const root = process.cwd();
const database = await openDatabase({
  root,
  url: null,
  folder: null,
  poolSize: 1,
  preparedStatements: false,
  allowsOldVersion: false,
  loginPassword: () => ''
});
await database.asOwner(async (client) => {
  writeFileSync(`${root}/db/schema.sql`, await describeSchema(client));
  writeFileSync(`${root}/src/lib/server/schema.generated.ts`, await describeTypes(client));
});
await database.close();
