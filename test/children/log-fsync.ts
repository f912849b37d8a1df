// Loaded before a child and its workers: writes the path of every file that is synced to the file named by FSYNC_LOG.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const log = process.env['FSYNC_LOG'];
const sync = fs.fsyncSync;
fs.fsyncSync = (descriptor) => {
  sync(descriptor);
  if (log !== undefined) fs.appendFileSync(log, `${fs.readlinkSync(`/proc/self/fd/${descriptor}`)}\n`);
};
syncBuiltinESMExports();
