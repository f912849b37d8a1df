import type { ClientBase } from 'pg';
import { derive, fingerprintOf, followKeyFile, type KeyRing, loadKeyRing } from '#lib/server/crypto/key-file.ts';
import { type Database, openDatabase } from '#lib/server/database/open.ts';
import { type Library, readLibrary } from '#lib/content/library.ts';
import { type Log, makeLog } from '#lib/server/log.ts';
import { type Mailer, makeMailer } from '#lib/server/mail/mailer.ts';
import { readSettings, type Settings } from '#lib/server/settings.ts';

/** Everything a running Vierpoot holds; made once per process. */
export type Running = {
  settings: Settings;
  log: Log;
  database: Database;
  ring: KeyRing;
  library: Library;
  mailer: Mailer;
};

/** Opens the database, the keys and the shelf. Throws with a sentence when one of them is not as it should be. */
export async function startUp(environment: Record<string, string | undefined>, root: string): Promise<Running> {
  const settings = readSettings(environment, root);
  const log = makeLog(settings.logLevel);
  const library = readLibrary(root);
  const { database, ring } = await openVault(settings, root);
  return { settings, log, database, ring, library, mailer: makeMailer(settings, log) };
}

/** The database and the keys that open what is sealed in it, each judged by the other. */
export type Vault = { database: Database; ring: KeyRing };

/** Opens the vault alone: for the application, and for commands that need no shelf. */
export async function openVault(settings: Settings, root: string): Promise<Vault> {
  let ring: KeyRing | null = null;
  const opened = await openDatabase({
    root,
    url: settings.databaseUrl,
    folder: settings.dataDirectory,
    poolSize: settings.databasePool,
    preparedStatements: settings.preparedStatements,
    allowsOldVersion: settings.allowsOldDatabase,
    judge: async (owner) => {
      ring = await judgeKeys(owner, settings);
    },
    loginPassword: (role) => derive(present(ring).secret, `login:${role}`).toString('base64url')
  });
  const judged = present(ring);
  const unfollow = followKeyFile(settings.keyFile, judged);
  const close = async () => {
    unfollow();
    await opened.close();
  };
  return { database: { ...opened, close }, ring: judged };
}

function present(ring: KeyRing | null): KeyRing {
  if (!ring) throw new RangeError('startUp wants the keys judged before they are used');
  return ring;
}

/** Fails closed: a key the database does not know to be right seals and opens nothing. */
async function judgeKeys(owner: ClientBase, settings: Settings): Promise<KeyRing> {
  const { rows } = await owner.query<{ key_id: string; fingerprint: string }>('select key_id, fingerprint from migration.key_fingerprints');
  const ring = loadKeyRing(settings.keyFile, new Map(rows.map((row) => [row.key_id, row.fingerprint])));
  const remember = 'insert into migration.key_fingerprints (key_id, fingerprint) values ($1, $2) on conflict do nothing';
  for (const [id, key] of ring.keys) await owner.query(remember, [id, fingerprintOf(key)]);
  return ring;
}
