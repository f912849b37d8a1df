// Applies the migrations of a folder to a database and says so. Killed half-way by db/tests/kill-migration.test.ts.
import pg from 'pg';
import { openEmbedded } from '#lib/server/database/embedded.ts';
import { migrate } from '#lib/server/database/migrate.ts';

const [engine, target = '', migrations = ''] = process.argv.slice(2);
if (engine === 'embedded') {
  const { pool, close } = await openEmbedded(process.cwd(), target);
  const client = await pool.connect();
  console.log('ready');
  console.log(`applied ${(await migrate(client, migrations)).length}`);
  client.release();
  await close();
} else {
  const client = new pg.Client({ connectionString: target });
  await client.connect();
  console.log('ready');
  console.log(`applied ${(await migrate(client, migrations)).length}`);
  await client.end();
}
