import { randomBytes } from 'node:crypto';
import { hashPassword } from '#lib/server/auth/hash-password.ts';
import { hashOf, newToken } from '#lib/server/auth/token.ts';
import type { Browser } from '#lib/server/auth/welcome.ts';
import type { Trier } from '#lib/server/auth/throttle.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Database } from '#lib/server/database/open.ts';
import type { JobHouse } from '#lib/server/jobs/run-jobs.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { newId } from '#lib/server/new-id.ts';
import { setPasswordHash } from '#lib/server/queries/accounts.ts';
import { addSignInLink } from '#lib/server/queries/sign-in-links.ts';
import { readSettings } from '#lib/server/settings.ts';
import { signInWithLink } from '#lib/server/use-cases/sign-in-with-link.ts';
import type { Identity, Town } from './people.ts';

/** Keys of an installation that exists for a test. */
export function newRing(): KeyRing {
  return { active: 'k', keys: new Map([['k', randomBytes(32)]]), secret: randomBytes(32) };
}

/** Settings of a Vierpoot at https://vierpoot.example that sends no mail. */
export function testSettings() {
  return readSettings({ NODE_ENV: 'test', PUBLIC_URL: 'https://vierpoot.example', DEMO: 'off' }, '/nowhere');
}

export const newBrowser: Browser = { device: 'Firefox · Linux', closes: null };

/** Somebody at a client address that nobody else in the test has, unless one is given. */
export function trierAt(email: string, address = `10.${randomBytes(3).join('.')}`): Trier {
  return { email, address, knownPerson: null };
}

/** A house whose post is kept in `sent`. `deliver` takes the place of the mail server. */
export function postHouse(database: Database, ring: KeyRing, deliver?: (mail: Mail, id: string) => Promise<void>) {
  const sent: (Mail & { id: string })[] = [];
  const mailer = {
    outbox: () => [],
    send: async (mail: Mail, id: string) => {
      await deliver?.(mail, id);
      sent.push({ ...mail, id });
    }
  };
  const lines: unknown[] = [];
  const keep = (line: unknown) => void lines.push(line);
  const house: JobHouse = { database, ring, settings: testSettings(), mailer, log: { info: keep, warn: keep, error: keep } };
  return { house, sent, lines };
}

const accountOf = ({ people }: Town, name: Identity) => ({ organisationId: people[name].organisation, personId: people[name].id });

export async function givePassword(town: Town, name: Identity, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await town.database.doors.asSystem('test', (db) => setPasswordHash(db, accountOf(town, name), hash));
}

/** The token of a link that signs somebody in, as if mailed. */
export async function linkFor(town: Town, name: Identity, minutes = 10): Promise<Buffer> {
  const token = newToken();
  const link = { ...accountOf(town, name), id: newId(), tokenHash: hashOf(token), minutes };
  await town.database.doors.asSystem('test', (db) => addSignInLink(db, link));
  return token;
}

/** Signs somebody in with a link; gives the token of their session. */
export async function signInByLink(town: Town, name: Identity): Promise<Buffer> {
  const attempt = { token: await linkFor(town, name), browser: newBrowser, trierFor: (email: string) => trierAt(email) };
  const signedIn = await signInWithLink(town.database.doors.asSystem, newRing(), attempt);
  if (!signedIn) throw new Error('signInByLink wants a link that works');
  return signedIn.token;
}
