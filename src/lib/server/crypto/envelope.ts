import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed text lives. Bound to it: moved to another row or column, it does not open. */
export type Place = { organisation: string; relationship: string; table: string; row: string; column: string };

/** A key with the id it is known by: 16 bytes, written into every record. */
export type SealingKey = { id: Buffer; key: Buffer };

const version = 1;
const block = 256;
const [idLength, nonceLength, tagLength] = [16, 12, 16];
const headLength = 1 + idLength + nonceLength + tagLength;

/**
 * Seals a text: version(1) | key id(16) | nonce(12) | tag(16) | ciphertext. AES-256-GCM, associated data = the place.
 * The text is padded to whole blocks of 256 bytes: the length tells nothing of how much was answered.
 */
export function seal(sealing: SealingKey, place: Place, text: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce);
  cipher.setAAD(associatedData(place));
  const body = Buffer.concat([cipher.update(padded(text)), cipher.final()]);
  return Buffer.concat([Buffer.of(version), sealing.id, nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made. Throws when the key, the place or a single bit is another. */
export function unseal(sealing: SealingKey, place: Place, sealed: Buffer): string {
  if (sealed[0] !== version) throw new RangeError(`unseal wants version ${version}, got ${String(sealed[0])}`);
  if (!sealed.subarray(1, 1 + idLength).equals(sealing.id)) throw new RangeError('unseal wants the key that sealed');
  const nonce = sealed.subarray(1 + idLength, 1 + idLength + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', sealing.key, nonce);
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(headLength - tagLength, headLength));
  return unpadded(Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()]));
}

function associatedData(place: Place): Buffer {
  return Buffer.from(JSON.stringify([place.organisation, place.relationship, place.table, place.row, place.column]));
}

function padded(text: string): Buffer {
  const body = Buffer.from(text);
  const whole = Buffer.alloc(Math.ceil((body.length + 4) / block) * block);
  whole.writeUInt32BE(body.length);
  body.copy(whole, 4);
  return whole;
}

function unpadded(whole: Buffer): string {
  return whole.subarray(4, 4 + whole.readUInt32BE()).toString();
}
