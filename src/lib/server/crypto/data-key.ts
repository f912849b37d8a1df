import { randomBytes } from 'node:crypto';
import { derive, type KeyRing } from './key-file.ts';
import { type Place, seal, type SealingKey, unseal } from './envelope.ts';

/** Which key of the ring wrapped a data key, and the wrapped bytes. */
export type WrappedKey = { keyId: string; wrapped: Buffer };

/** What a pair has keys for: everything of the coaching, or what the coachee let through to the evaluation (C10). */
export type KeyPurpose = 'coaching' | 'evaluation';

/** Whose data key it is, and for what; without a purpose: for the coaching. */
export type KeyOwner = { organisation: string; relationship: string; purpose?: KeyPurpose };

/** A new key for one relationship, wrapped under the tenant key of the active key. */
export function newDataKey(ring: KeyRing, owner: KeyOwner): WrappedKey {
  return wrap(ring, owner, randomBytes(32));
}

/** The same data key under the active key of the ring; for rotation. */
export function rewrap(ring: KeyRing, owner: KeyOwner, old: WrappedKey): WrappedKey {
  return wrap(ring, owner, unwrap(ring, owner, old));
}

/** Opens a wrapped data key. Throws when the ring does not hold its key. */
export function unwrap(ring: KeyRing, owner: KeyOwner, { keyId, wrapped }: WrappedKey): Buffer {
  return Buffer.from(unseal(tenantKey(ring, owner, keyId), keyPlace(owner), wrapped), 'base64');
}

function wrap(ring: KeyRing, owner: KeyOwner, key: Buffer): WrappedKey {
  return { keyId: ring.active, wrapped: seal(tenantKey(ring, owner, ring.active), keyPlace(owner), key.toString('base64')) };
}

/** One key per organisation, derived: a tenant's data keys never open under another tenant's. */
function tenantKey(ring: KeyRing, owner: KeyOwner, keyId: string): SealingKey {
  const key = ring.keys.get(keyId);
  if (!key) throw new RangeError(`unwrap wants key ${keyId} in the key file`);
  const id = Buffer.alloc(16);
  id.write(keyId);
  return { id, key: derive(key, `tenant:${owner.organisation}`) };
}

/** The purpose is part of the place: the two keys of a pair cannot be put in each other's row. */
function keyPlace({ organisation, relationship, purpose = 'coaching' }: KeyOwner): Place {
  const column = purpose === 'coaching' ? 'wrapped' : `wrapped:${purpose}`;
  return { organisation, relationship, table: 'data_keys', row: relationship, column };
}
