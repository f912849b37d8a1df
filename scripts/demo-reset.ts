// Empties the embedded demo and fills it anew: `npm run demo:reset`. A database on a server is never emptied.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLibrary } from '#lib/content/library.ts';
import { lockFolder } from '#lib/server/database/embedded.ts';
import { loadDemo } from '#lib/server/demo/load-demo.ts';
import { openVault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';

const root = process.cwd();
const settings = readSettings(process.env, root);
if (settings.databaseUrl !== null || !settings.isDemo) {
  console.error('Only the embedded demo can be reset: DATABASE_URL must not be set, and DEMO not be off.');
  process.exit(1);
}
const unlock = lockFolder(settings.dataDirectory);
for (const name of ['postgres', 'keys.json']) {
  const path = join(settings.dataDirectory, name);
  if (existsSync(path)) rmSync(path, { recursive: true });
}
unlock();
const vault = await openVault(settings, root);
await loadDemo({ ...vault, library: readLibrary(root) });
await vault.database.close();
console.log('The demo people are back as they were.');
