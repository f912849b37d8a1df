import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { type CookieJar, readKnownPerson, sealedCookie } from './known-person.ts';
import { sealValue, unsealValue } from './sealed-value.ts';

/** What somebody was sending when their session was over: the page and the fields, for that person only. */
export type KeptForm = { personId: string; path: string; body: string };

const schema = v.object({ personId: v.string(), path: v.string(), body: v.string() });
const name = 'kept-form';
const minutes = 30;
/** Bytes as they were posted. Sealed and squeezed they fit in one cookie, which holds 4 kB. */
const largestBody = 3_072;
const formType = 'application/x-www-form-urlencoded';

/** Answers a request as its page does, unless it is a form that comes too late: that one is kept (F11). */
export async function withKeptForms(event: RequestEvent, page: () => Response | Promise<Response>): Promise<Response> {
  if (isLateForm(event)) return keepLateForm(event);
  noteSentAgain(event);
  return page();
}

/** Sent to a page for people who are signed in, and nobody is. */
function isLateForm({ request, route, locals }: RequestEvent): boolean {
  return request.method === 'POST' && locals.who === null && (route.id ?? '').startsWith('/(app)');
}

/**
 * Keeps a late form in a cookie only this installation reads, and sends the browser to sign in (F11). A form that is too
 * large, holds a password or comes from a browser nobody signed in with before is not kept,
 * and the page says so.
 */
async function keepLateForm(event: RequestEvent): Promise<Response> {
  const { request, url, cookies, locals } = event;
  const jar = jarOf(event);
  const body = await readSmallForm(request);
  const known = readKnownPerson(jar);
  const headers = new Headers();
  if (body === null || known === null) {
    headers.set('location', `/sign-in?lost=1&next=${encodeURIComponent(url.pathname)}`);
    return new Response(null, { status: 303, headers });
  }
  const kept: KeptForm = { personId: known.personId, path: url.pathname + url.search, body };
  const sealed = sealValue(locals.house.ring, { purpose: 'kept-form', minutes }, kept);
  headers.set('location', `/sign-in?next=${encodeURIComponent('/sign-in/kept')}`);
  headers.append('set-cookie', cookies.serialize(name, sealed, { ...sealedCookie(jar.settings), maxAge: minutes * 60 }));
  return new Response(null, { status: 303, headers });
}

async function readSmallForm(request: Request): Promise<string | null> {
  if (!request.headers.get('content-type')?.startsWith(formType)) return null;
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) return null;
  const body = await request.text();
  return body.length > largestBody || /(^|&)[^=&]*password/i.test(body) ? null : body;
}

/** The form this person was sending; null when there is none or it is somebody else's. */
export function findKeptForm(jar: CookieJar, personId: string): KeptForm | null {
  const opened = v.safeParse(schema, unsealValue(jar.ring, 'kept-form', jar.cookies.get(name)));
  return opened.success && opened.output.personId === personId ? opened.output : null;
}

/** Forgets a kept form: it was sent again, or somebody else signed in. */
export function dropKeptForm({ cookies, settings }: Pick<CookieJar, 'cookies' | 'settings'>): void {
  if (cookies.get(name) !== undefined) cookies.delete(name, sealedCookie(settings));
}

/** When somebody sends to the page a form was kept for, it is on its way again. */
function noteSentAgain(event: RequestEvent): void {
  const { request, url, locals } = event;
  if (request.method !== 'POST' || !locals.who) return;
  const jar = jarOf(event);
  if (findKeptForm(jar, locals.who.personId)?.path === url.pathname + url.search) dropKeptForm(jar);
}

export function jarOf({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): CookieJar {
  return { cookies, ring: locals.house.ring, settings: locals.house.settings };
}
