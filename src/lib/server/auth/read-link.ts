import { timingSafeEqual } from 'node:crypto';
import { type KeyRing, linkToken } from '#lib/server/crypto/key-file.ts';
import { tokenOfLink } from './token.ts';

/**
 * The token in a link that this installation made for this purpose; null for anything else. Asked before the database is:
 * who only guesses at links neither opens the system door nor leaves a line in its record.
 */
export function readLink(ring: KeyRing, purpose: 'invitation' | 'sign-in', part: string): Buffer | null {
  const token = tokenOfLink(part);
  const id = part.split('.')[0] ?? '';
  return token !== null && timingSafeEqual(token, linkToken(ring, purpose, id)) ? token : null;
}
