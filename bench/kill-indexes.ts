// Checks every index and table of an embedded database that nobody has open. node bench/kill-indexes.ts <folder>
// Prints what is damaged, as a list in JSON.
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { findDamage } from './kill-damage.ts';

const [, , folder = ''] = process.argv;
const engine = await PGlite.create({ dataDir: folder, extensions: { amcheck } });
const damages = await findDamage(async (statement) => (await engine.query(statement)).rows);
await engine.close();
console.log(JSON.stringify(damages));
