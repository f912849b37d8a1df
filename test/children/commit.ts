// Opens the embedded engine in a folder, commits a number of times, and says how often a file was synced meanwhile.
import { openEmbedded } from '#lib/server/database/embedded.ts';

const [folder = '', commits = '0'] = process.argv.slice(2);
const { pool, close } = await openEmbedded(process.cwd(), folder);
await pool.query('create table kept (number int)');
console.log('ready');
for (let number = 1; number <= Number(commits); number += 1) await pool.query('insert into kept values ($1)', [number]);
console.log('done');
await close();
