import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP, Password Storage: Argon2id with 19 MiB, 2 passes, 1 lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const [saltLength, tagLength] = [16, 32];
/** Each hash takes 19 MiB and a core: more at once, or a longer queue, would be a way to stop the house. */
const [atOnce, queueLength] = [2, 20];

/** Too many people are signing in at this moment. */
export class BusyError extends Error {
  override name = 'BusyError';
}

const run = promisify(argon2);
let running = 0;
const waiting: (() => void)[] = [];

/** The password as it is stored: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Throws BusyError. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const tag = await derive(password, salt);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Whether this is the password. `stored` null: nobody's; it costs the same and is never right. Throws BusyError. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [salt, tag] = parse(stored ?? '') ?? [Buffer.alloc(saltLength), null];
  const derived = await derive(password, salt);
  return tag !== null && timingSafeEqual(tag, derived);
}

function parse(stored: string): [Buffer, Buffer] | null {
  const head = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;
  if (!stored.startsWith(head)) return null;
  const [salt, tag] = stored
    .slice(head.length)
    .split('$')
    .map((part) => Buffer.from(part, 'base64'));
  return salt?.length === saltLength && tag?.length === tagLength ? [salt, tag] : null;
}

/** The same text typed on two machines is the same password (NIST SP 800-63B-4: normalise before hashing). */
async function derive(password: string, salt: Buffer): Promise<Buffer> {
  await enter();
  try {
    return await run('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength, ...cost });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < atOnce) {
    running += 1;
    return;
  }
  if (waiting.length >= queueLength) throw new BusyError('hashPassword wants a place in the queue, got none');
  await new Promise<void>((resolve) => waiting.push(resolve)); // who leaves hands over the place
}

function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
