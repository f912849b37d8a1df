import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

/** The keys of this installation; `active` wraps what is new, the others only open what is old. `secret` makes links and logins and stays. */
export type KeyRing = { active: string; keys: ReadonlyMap<string, Buffer>; secret: Buffer };

/** The key file is missing, wrong or unreadable. The start stops: nothing is written under a wrong key. */
export class KeyFileError extends Error {
  override name = 'KeyFileError';
}

const bytes = v.pipe(v.string(), v.base64());
const schema = v.object({ active: v.string(), secret: bytes, keys: v.record(v.string(), bytes) });

/** What the database remembers of each key: its id and a fingerprint that does not reveal it. */
export type Fingerprints = ReadonlyMap<string, string>;

/** Reads the key file; makes one (mode 0400) only when the database has never seen a key. Throws KeyFileError. */
export function loadKeyRing(path: string, known: Fingerprints): KeyRing {
  if (!existsSync(path)) {
    if (known.size > 0) {
      throw new KeyFileError(`The key file ${path} is missing, but the database holds text sealed with it. Put the file back.`);
    }
    writeKeyRing(path, withNewKey({ active: '', keys: new Map(), secret: randomBytes(32) }));
  }
  const ring = parseKeyRing(path);
  for (const [id, fingerprint] of known) requireKey(path, ring.keys.get(id), fingerprint);
  return ring;
}

function requireKey(path: string, key: Buffer | undefined, fingerprint: string): void {
  if (key && fingerprintOf(key) === fingerprint) return;
  throw new KeyFileError(`The key file ${path} is not the one that sealed this database. Put the right file back.`);
}

function parseKeyRing(path: string): KeyRing {
  try {
    const file = v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
    const keys = new Map(Object.entries(file.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]));
    if (keys.get(file.active)?.length !== 32) throw new RangeError('loadKeyRing wants an active key of 32 bytes');
    return { active: file.active, keys, secret: Buffer.from(file.secret, 'base64') };
  } catch (cause) {
    throw new KeyFileError(`The key file ${path} cannot be read as a key file.`, { cause });
  }
}

/** A ring with one more key, which becomes the active one. */
export function withNewKey(ring: KeyRing): KeyRing {
  const id = `k${randomBytes(4).toString('hex')}`;
  return { ...ring, active: id, keys: new Map([...ring.keys, [id, randomBytes(32)]]) };
}

/** Writes the file whole or not at all, readable by its owner only. */
export function writeKeyRing(path: string, ring: KeyRing): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const keys = Object.fromEntries([...ring.keys].map(([id, key]) => [id, key.toString('base64')]));
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify({ active: ring.active, secret: ring.secret.toString('base64'), keys }, null, 2)}\n`, {
    mode: 0o400,
    flush: true
  });
  renameSync(draft, path);
}

export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update('vierpoot fingerprint').update(key).digest('hex').slice(0, 32);
}

/** A secret for one purpose, derived from a key of the ring (HKDF-SHA-256); 32 bytes. */
export function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `vierpoot:${purpose}`, 32));
}

/** A token that only this installation can make again: for links in mails, so that no token is ever stored. */
export function linkToken(ring: KeyRing, purpose: string, id: string): Buffer {
  return createHmac('sha256', derive(ring.secret, 'link')).update(`${purpose}:${id}`).digest();
}

/** How often a running process looks whether the key file has changed, in seconds. */
export const noticeSeconds = 5;

/** Follows the key file, so that a rotation needs no restart; gives the way to stop following. */
export function followKeyFile(path: string, ring: KeyRing): () => void {
  const follow = () => {
    if (existsSync(path)) Object.assign(ring, parseKeyRing(path));
  };
  watchFile(path, { interval: noticeSeconds * 1_000, persistent: false }, follow);
  return () => unwatchFile(path, follow);
}
