import type { PersonDb } from '#lib/server/db.ts';
import { newDataKey, unwrap } from '#lib/server/crypto/data-key.ts';
import { seal, unseal } from '#lib/server/crypto/envelope.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import { newId } from '#lib/server/new-id.ts';
import { addDataKey, type DataKey, findDataKey } from '#lib/server/queries/data-keys.ts';

/** Where a text of the pair lives: table, row and column. */
export type PairPlace = { table: string; row: string; column: string };

/** Seals and opens the texts of one pair. */
export type PairSeal = {
  seal: (place: PairPlace, text: string) => Buffer;
  open: (place: PairPlace, sealed: Buffer) => string;
};

export type Pair = { organisationId: string; relationshipId: string };

/** The seal of a pair the asker is part of; its key is made at first need. */
export async function sealForPair(db: PersonDb, ring: KeyRing, pair: Pair): Promise<PairSeal> {
  const known = (await findDataKey(db, pair.relationshipId)) ?? (await makeDataKey(db, ring, pair));
  const owner = { organisation: pair.organisationId, relationship: pair.relationshipId };
  const sealing = { id: Buffer.from(known.id.replaceAll('-', ''), 'hex'), key: unwrap(ring, owner, known) };
  return {
    seal: (place, text) => seal(sealing, { ...owner, ...place }, text),
    open: (place, sealed) => unseal(sealing, { ...owner, ...place }, sealed)
  };
}

async function makeDataKey(db: PersonDb, ring: KeyRing, pair: Pair): Promise<DataKey> {
  const owner = { organisation: pair.organisationId, relationship: pair.relationshipId };
  await addDataKey(db, pair.relationshipId, { ...newDataKey(ring, owner), id: newId(), organisationId: pair.organisationId });
  const kept = await findDataKey(db, pair.relationshipId);
  if (!kept) throw new Error('sealForPair wants a key it may read, got none');
  return kept;
}
