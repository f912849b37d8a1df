import { createHash, randomBytes } from 'node:crypto';

/** A token nobody guesses: 32 random bytes. */
export function newToken(): Buffer {
  return randomBytes(32);
}

/** What the database keeps of a token. */
export function hashOf(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a link in a mail carries: `<id>.<token>`, the token in base64url. */
export function linkPart(id: string, token: Buffer): string {
  return `${id}.${token.toString('base64url')}`;
}

/** The token in a link; null when there is none of 32 bytes. */
export function tokenOfLink(part: string): Buffer | null {
  const token = Buffer.from(part.split('.')[1] ?? '', 'base64url');
  return token.length === 32 ? token : null;
}
