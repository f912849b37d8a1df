import type { ClientBase } from 'pg';
import { type KeyPurpose, rewrap } from './data-key.ts';
import { fingerprintOf, type KeyRing, withNewKey, writeKeyRing } from './key-file.ts';

/** `wait`: gives running processes the time to notice the new key before anything is wrapped under it. */
export type Rotation = { path: string; ring: KeyRing; wait: () => Promise<void> };

type KeyRow = { organisation_id: string; relationship_id: string; purpose: KeyPurpose; key_id: string; wrapped: Buffer };

/**
 * Wraps every data key under a new key and gives how many. Killed at any moment both keys are in the file, so nothing
 * is lost and the next run finishes; only when no data key needs the old ones do they leave the file.
 */
export async function rotateKeys(owner: ClientBase, { path, ring, wait }: Rotation): Promise<number> {
  const both = withNewKey(ring);
  await remember(owner, both);
  writeKeyRing(path, both);
  await wait();
  const rewrapped = await rewrapAll(owner, both);
  const alone: KeyRing = { ...both, keys: new Map([...both.keys].filter(([id]) => id === both.active)) };
  await owner.query('delete from migration.key_fingerprints where key_id <> $1', [alone.active]);
  writeKeyRing(path, alone);
  return rewrapped;
}

async function remember(owner: ClientBase, ring: KeyRing): Promise<void> {
  const key = ring.keys.get(ring.active);
  if (!key) throw new RangeError('rotateKeys wants a ring with its active key');
  await owner.query('insert into migration.key_fingerprints (key_id, fingerprint) values ($1, $2)', [ring.active, fingerprintOf(key)]);
}

/** Rows made meanwhile by a process that had not noticed yet are caught by the next round; ends when none is left. */
async function rewrapAll(owner: ClientBase, ring: KeyRing): Promise<number> {
  let count = 0;
  for (;;) {
    const { rows } = await owner.query<KeyRow>(
      'select organisation_id, relationship_id, purpose, key_id, wrapped from data_keys where key_id <> $1 limit 500',
      [ring.active]
    );
    if (rows.length === 0) return count;
    for (const row of rows) await rewrapOne(owner, ring, row);
    count += rows.length;
  }
}

async function rewrapOne(owner: ClientBase, ring: KeyRing, row: KeyRow): Promise<void> {
  const owns = { organisation: row.organisation_id, relationship: row.relationship_id, purpose: row.purpose };
  const { keyId, wrapped } = rewrap(ring, owns, { keyId: row.key_id, wrapped: row.wrapped });
  await owner.query('update data_keys set key_id = $1, wrapped = $2 where organisation_id = $3 and relationship_id = $4 and purpose = $5', [
    keyId,
    wrapped,
    row.organisation_id,
    row.relationship_id,
    row.purpose
  ]);
}
