// Holds a data folder until it is ended.
import { lockFolder } from '#lib/server/database/embedded.ts';

lockFolder(process.argv[2] ?? '');
console.log('ready');
setInterval(() => undefined, 60_000);
