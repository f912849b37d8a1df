import type { RequestEvent } from '@sveltejs/kit';
import type { SessionId } from '#lib/server/queries/sessions.ts';
import { describeDevice } from './describe-device.ts';
import { dropKeptForm, findKeptForm, jarOf } from './kept-form.ts';
import { readKnownPerson, rememberPerson } from './known-person.ts';
import { setSessionToken } from './session-cookie.ts';
import type { Trier } from './throttle.ts';

/** Somebody who has just come in, with the token their browser gets. */
export type SignedIn = { organisationId: string; personId: string; email: string; token: Buffer };

/** The browser that wants to come in; `closes`: the session it had. */
export type Browser = { device: string; closes: SessionId | null };

export function browserOf({ request, locals }: Pick<RequestEvent, 'request' | 'locals'>): Browser {
  const { who } = locals;
  const closes = who ? { organisationId: who.organisationId, sessionId: who.sessionId } : null;
  return { device: describeDevice(request.headers.get('user-agent')), closes };
}

/** Who tries to come in, for the throttle. `email` as typed, in lower case. */
export function trierOf(event: RequestEvent, email: string): Trier {
  const known = readKnownPerson(jarOf(event));
  return { email, address: event.getClientAddress(), knownPerson: known?.email === email ? known.personId : null };
}

/** Gives the browser its new token; nothing of whoever used it before stays. */
export function welcome(event: Pick<RequestEvent, 'cookies' | 'locals'>, signedIn: SignedIn): void {
  const jar = jarOf(event);
  setSessionToken(event.cookies, jar.settings, signedIn.token);
  rememberPerson(jar, signedIn);
  if (findKeptForm(jar, signedIn.personId) === null) dropKeptForm(jar);
}
