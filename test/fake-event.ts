import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Who } from '#lib/server/db.ts';

/** The cookies of one browser: what an answer sets, the next request has. */
export type Browser = { jar: Map<string, string>; cookies: Cookies };

export function newBrowserCookies(): Browser {
  const jar = new Map<string, string>();
  const cookies: Cookies = {
    get: (name) => jar.get(name),
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    set: (name, value) => void jar.set(name, value),
    delete: (name) => void jar.delete(name),
    parse: (header) => ({ name: header, value: '' }),
    serialize: (name, value) => `${name}=${value}`
  };
  return { jar, cookies };
}

/** Takes over what an answer of ours sets itself. */
export function takeCookies({ jar }: Browser, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = line.split(/=(.*)/su);
    jar.set(name, value);
  }
}

export type Asked = { path: string; route: string; form?: Record<string, string> | string; who?: Who | null; locals?: Partial<App.Locals> };

/** A request as a page or a hook gets it: a POST when there is a form. */
export function eventFor({ cookies }: Browser, { path, route, form, who = null, locals }: Asked): RequestEvent {
  const url = new URL(path, 'https://vierpoot.example');
  const body = form === undefined ? null : new URLSearchParams(form).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body?.length ?? 0) };
  const request = new Request(url, body === null ? {} : { method: 'POST', body, headers });
  const event = {
    url,
    request,
    cookies,
    params: {},
    route: { id: route },
    getClientAddress: () => '192.0.2.1',
    locals: { who, ...locals }
  };
  return event as unknown as RequestEvent; // the parts that our pages use
}

/** Somebody who is signed in. */
export function whoIs(personId: string): Who {
  return {
    sessionId: 'session',
    personId,
    organisationId: 'organisation',
    organisationName: 'Town',
    isDemo: false,
    name: 'An',
    language: 'nl',
    timeZone: 'UTC',
    hat: 'coach',
    roles: [],
    authenticatedAt: new Date()
  };
}
