import { createHmac } from 'node:crypto';
import { meaningOf } from '#lib/domain/matching/profile.ts';
import { seal, type SealingKey, unseal } from '#lib/server/crypto/envelope.ts';
import { derive, type KeyRing } from '#lib/server/crypto/key-file.ts';

/** Seals and opens what belongs to the match of one programme and to no pair: wishes, and why a coach says no. */
export type MatchSeal = {
  seal: (place: MatchPlace, text: string) => Buffer;
  open: (place: MatchPlace, sealed: Buffer) => string;
  /** 32 bytes that are the same for words that mean the same in this programme, and tell nothing without the key. */
  mark: (text: string) => Buffer;
};

/** Where a text lives. */
export type MatchPlace = { table: 'match_wishes' | 'match_asks'; row: string; column: string };

/**
 * The key comes from the secret of the installation, which stays when the keys of the pairs are renewed: marks have to stay comparable, and
 * what it seals is gone within weeks (docs/decisions/0014-the-match.md).
 */
export function sealForMatch(ring: KeyRing, { organisationId, programmeId }: { organisationId: string; programmeId: string }): MatchSeal {
  const key = derive(ring.secret, `match:${organisationId}:${programmeId}`);
  const sealing: SealingKey = { id: Buffer.alloc(16, 'match'), key: derive(key, 'seal') };
  const whole = (place: MatchPlace) => ({ organisation: organisationId, relationship: programmeId, ...place });
  return {
    seal: (place, text) => seal(sealing, whole(place), text),
    open: (place, sealed) => unseal(sealing, whole(place), sealed),
    mark: (text) => createHmac('sha256', derive(key, 'mark')).update(meaningOf(text)).digest()
  };
}
