import type { Cookies } from '@sveltejs/kit';
import type { Settings } from '#lib/server/settings.ts';

/** `__Host-` needs https; over plain http (trying out) the name says so. */
function nameFor(settings: Settings): string {
  return settings.publicUrl.protocol === 'https:' ? '__Host-session' : 'session-over-http';
}

/** The session token in the cookie, 32 bytes; null when there is none. */
export function readSessionToken(cookies: Pick<Cookies, 'get'>, settings: Settings): Buffer | null {
  const token = Buffer.from(cookies.get(nameFor(settings)) ?? '', 'base64url');
  return token.length === 32 ? token : null;
}

export function setSessionToken(cookies: Cookies, settings: Settings, token: Buffer): void {
  cookies.set(nameFor(settings), token.toString('base64url'), cookieOptions(settings));
}

export function clearSessionToken(cookies: Cookies, settings: Settings): void {
  cookies.delete(nameFor(settings), cookieOptions(settings));
}

function cookieOptions(settings: Settings) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.publicUrl.protocol === 'https:' } as const;
}
