// Gives the installation a new key: wraps every data key anew and forgets the old one. `npm run rotate-key`.
import { setTimeout as pause } from 'node:timers/promises';
import { noticeSeconds } from '#lib/server/crypto/key-file.ts';
import { rotateKeys } from '#lib/server/crypto/rotate-keys.ts';
import { openVault } from '#lib/server/running.ts';
import { readSettings } from '#lib/server/settings.ts';

const root = process.cwd();
const settings = readSettings(process.env, root);
const { database, ring } = await openVault(settings, root);
try {
  const isShared = database.engine === 'server';
  if (isShared) console.log(`Running processes get ${noticeSeconds * 2} seconds to notice the new key ...`);
  const wait = () => (isShared ? pause(noticeSeconds * 2_000) : Promise.resolve());
  const rewrapped = await database.asOwner((owner) => rotateKeys(owner, { path: settings.keyFile, ring, wait }));
  console.log(`Wrapped ${rewrapped} data keys under a new key in ${settings.keyFile}.`);
  console.log('Keep a copy of the key file apart from the backups of the database.');
} finally {
  await database.close();
}
