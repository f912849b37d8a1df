import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { derive, type KeyRing } from '#lib/server/crypto/key-file.ts';
import type { SystemDb } from '#lib/server/db.ts';
import { countTry, forgiveTry } from '#lib/server/queries/throttles.ts';

/**
 * Tries an hour. Soft: nothing locks. A browser that this person has used before has a bucket of its own (OWASP: device
 * cookies), so that somebody else's guessing does not keep them out.
 */
const perAccount = 10;
const perAddress = 30;

/**
 * Who tries: the address typed, the client's address, and whom this browser knows under the address typed (null: nobody).
 * `way`: asking for a link is counted apart, so that guessing passwords does not keep the mailed link from its owner.
 */
export type Trier = { email: string; address: string; knownPerson: string | null; way?: 'link' };

/** Counts a try; true when there were too many this hour. The same for an account that exists and one that does not. */
export async function isTooOften(db: SystemDb, ring: KeyRing, trier: Trier): Promise<boolean> {
  const [account, address] = bucketsOf(ring, trier);
  const tries = await countTry(db, account);
  if (tries > perAccount) return true;
  return trier.knownPerson === null && (await countTry(db, address)) > perAddress;
}

/** Takes the last try back: it was the right person. */
export async function forgive(db: SystemDb, ring: KeyRing, trier: Trier): Promise<void> {
  const [account, address] = bucketsOf(ring, trier);
  await forgiveTry(db, account);
  if (trier.knownPerson === null) await forgiveTry(db, address);
}

/** Counts something somebody does that others get mails of; true when that was done too often this hour. `act`: what, and whose. */
export async function isDoneTooOften(db: SystemDb, ring: KeyRing, { act, most }: { act: string; most: number }): Promise<boolean> {
  return (await countTry(db, bucketOf(ring, `act:${act}`))) > most;
}

/** Counts something that happens once a day; true when it happened already. */
export async function isDoneToday(db: SystemDb, ring: KeyRing, act: string): Promise<boolean> {
  return (await countTry(db, bucketOf(ring, `day:${act}`), 24)) > 1;
}

function bucketsOf(ring: KeyRing, { email, address, knownPerson, way }: Trier): [Buffer, Buffer] {
  return [bucketOf(ring, `account:${email}:${knownPerson ?? ''}:${way ?? ''}`), bucketOf(ring, `address:${networkOf(address)}`)];
}

/** Hashes under a key of this installation: who reads the table cannot guess addresses from it. */
function bucketOf(ring: KeyRing, text: string): Buffer {
  return createHmac('sha256', derive(ring.secret, 'throttle')).update(text).digest();
}

/** One subscriber has a whole /64 of IPv6 addresses. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const [start, end] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  const gap = address.includes('::') ? Array.from({ length: 8 - start.length - end.length }, () => '0') : [];
  return [...start, ...gap, ...end].slice(0, 4).join(':');
}
