import { createHmac } from 'node:crypto';
import type { PersonDb } from '#lib/server/db.ts';
import { type KeyOwner, type KeyPurpose, newDataKey, unwrap } from '#lib/server/crypto/data-key.ts';
import { seal, unseal } from '#lib/server/crypto/envelope.ts';
import { derive, type KeyRing } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { addDataKey, type DataKey, findDataKey } from '#lib/server/queries/data-keys.ts';

/** Where a text of the pair lives: table, row and column. */
export type SealedPlace = { table: string; row: string; column: string };

/** Seals and opens the texts of one pair. */
export type PairSeal = {
  seal: (place: SealedPlace, text: string) => Buffer;
  open: (place: SealedPlace, sealed: Buffer) => string;
  /** 32 bytes that are the same for the same text of this pair and table, and tell nothing without its key: to compare sealed texts by. */
  mark: (table: string, text: string) => Buffer;
};

/** Whose texts, and for what; without a purpose: the coaching. */
export type Pair = { organisationId: string; relationshipId: string; purpose?: KeyPurpose };

/**
 * The seal of a pair the asker is part of; its key is made at first need. For the evaluation only the coachee makes it:
 * whoever evaluates asks for the seal when there is something to open, and is refused before that.
 */
export async function sealForPair(db: PersonDb, ring: KeyRing, pair: Pair): Promise<PairSeal> {
  const owner: Required<KeyOwner> = {
    organisation: pair.organisationId,
    relationship: pair.relationshipId,
    purpose: pair.purpose ?? 'coaching'
  };
  const known = (await findDataKey(db, owner.relationship, owner.purpose)) ?? (await makeDataKey(db, ring, owner));
  const sealing = { id: Buffer.from(known.id.replaceAll('-', ''), 'hex'), key: unwrap(ring, owner, known) };
  const { organisation, relationship } = owner;
  return {
    seal: (place, text) => seal(sealing, { organisation, relationship, ...place }, text),
    open: (place, sealed) => unseal(sealing, { organisation, relationship, ...place }, sealed),
    mark: (table, text) =>
      createHmac('sha256', derive(sealing.key, `mark:${table}`))
        .update(text)
        .digest()
  };
}

async function makeDataKey(db: PersonDb, ring: KeyRing, owner: Required<KeyOwner>): Promise<DataKey> {
  const { organisation: organisationId, relationship, purpose } = owner;
  await addDataKey(db, relationship, { ...newDataKey(ring, owner), id: newId(), organisationId, purpose });
  const kept = await findDataKey(db, relationship, purpose);
  if (!kept) throw new Error('sealForPair wants a key it may read, got none');
  return kept;
}
