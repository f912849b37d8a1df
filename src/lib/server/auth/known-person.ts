import type { Cookies } from '@sveltejs/kit';
import * as v from 'valibot';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { Settings } from '#lib/server/settings.ts';
import { sealValue, unsealValue } from './sealed-value.ts';

/** Who signed in last in this browser. It opens nothing: it tells a returning browser from a guessing one, and whose late form this is. */
export type KnownPerson = { personId: string; email: string };

const schema = v.object({ personId: v.string(), email: v.string() });
const name = 'known-person';
const days = 90;

/** What the two doors of a request need to read and write sealed cookies. */
export type CookieJar = { cookies: Cookies; ring: KeyRing; settings: Settings };

export function readKnownPerson({ cookies, ring }: CookieJar): KnownPerson | null {
  const opened = v.safeParse(schema, unsealValue(ring, 'known-person', cookies.get(name)));
  return opened.success ? opened.output : null;
}

export function rememberPerson({ cookies, ring, settings }: CookieJar, { personId, email }: KnownPerson): void {
  const sealed = sealValue(ring, { purpose: 'known-person', minutes: days * 24 * 60 }, { personId, email });
  cookies.set(name, sealed, { ...sealedCookie(settings), maxAge: days * 86_400 });
}

/** How every sealed cookie travels. */
export function sealedCookie(settings: Settings) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.publicUrl.protocol === 'https:' } as const;
}
