import { createHash, randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance; sorts by time, guessed by nobody. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return written(bytes);
}

/**
 * The id of what a form makes somewhere, from the key that stood in the form: the same when it is sent twice. A key that is the id of something
 * elsewhere leads nowhere near it, and so does not tell that it is there.
 */
export function idIn(place: string, key: string): string {
  const bytes = createHash('sha256').update(`${place} ${key}`).digest().subarray(0, 16);
  bytes.write(key.replaceAll('-', '').slice(0, 12), 0, 'hex');
  return written(bytes);
}

function written(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Whether a text is an id as we write them; asked at the border, so that the database is never handed anything else. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
