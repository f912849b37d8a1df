import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { derive, type KeyRing } from '#lib/server/crypto/key-file.ts';

/** What a sealed cookie is for; one purpose never opens under another. */
export type Purpose = 'kept-form' | 'known-person' | 'passkey-challenge' | 'mail-choice';

const [nonceLength, tagLength] = [12, 16];
const largest = 64_000;

/** Seals a value for a cookie: only this installation reads it, for so many minutes. */
export function sealValue(ring: KeyRing, about: { purpose: Purpose; minutes: number }, value: unknown): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', derive(ring.secret, `cookie:${about.purpose}`), nonce);
  const text = JSON.stringify({ until: Date.now() + about.minutes * 60_000, value });
  const body = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Opens what `sealValue` made; null when it is absent, over, changed or for another purpose. */
export function unsealValue(ring: KeyRing, purpose: Purpose, sealed: string | undefined): unknown {
  try {
    const bytes = Buffer.from(sealed ?? '', 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', derive(ring.secret, `cookie:${purpose}`), bytes.subarray(0, nonceLength));
    decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    const body = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
    const opened: unknown = JSON.parse(inflateRawSync(body, { maxOutputLength: largest }).toString());
    return isRunning(opened) ? opened.value : null;
  } catch {
    return null; // not ours, or no longer
  }
}

function isRunning(opened: unknown): opened is { until: number; value: unknown } {
  return (
    typeof opened === 'object' && opened !== null && 'until' in opened && typeof opened.until === 'number' && opened.until > Date.now()
  );
}
