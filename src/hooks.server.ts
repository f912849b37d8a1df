import { randomBytes, randomUUID } from 'node:crypto';
import { dev } from '$app/env';
import { type RequestEvent, redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { isLocale, type Locale, preferredLocale } from '#lib/i18n/locale.ts';
import { say } from '#lib/i18n/m.ts';
import { withKeptForms } from '#lib/server/auth/kept-form.ts';
import { readSessionToken } from '#lib/server/auth/session-cookie.ts';
import { NoSessionError, type Who } from '#lib/server/db.ts';
import { isForeign } from '#lib/server/foreign-request.ts';
import { isUnreadable } from '#lib/server/unreadable-request.ts';
import { inLocale } from '#lib/server/request-locale.ts';
import { secureHeaders } from '#lib/server/secure-headers.ts';
import { running, start } from '#lib/server/start.ts';
import { sizeRefusal } from '#lib/server/too-large.ts';

export const init: ServerInit = async () => {
  await start(process.env, process.cwd());
};

export const handle: Handle = async ({ event, resolve }) => {
  const startedAt = performance.now();
  await introduce(event);
  const { locals, request, url, route } = event;
  const { nonce } = locals;
  const page = () => resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale).replace('%nonce%', nonce) });
  const refusal = await refusalOf(event);
  const response = refusal === null ? await inLocale(locals.locale, () => withKeptForms(event, page)) : refused(event, refusal);
  secureHeaders(response.headers, {
    isHttps: url.protocol === 'https:',
    requestId: locals.requestId,
    nonce,
    isDevelopment: dev,
    hasLiveNotes: locals.hasLiveNotes,
    host: url.host
  });
  const ms = Math.round(performance.now() - startedAt);
  locals.log.info({ method: request.method, route: route.id, status: response.status, ms }, 'request');
  return response;
};

/** Who sent too large a file reads on the page itself why it was not taken. */
function refused({ url }: RequestEvent, status: number): Response {
  return new Response(null, { status, headers: status === 303 ? { location: `${url.pathname}?large=1` } : {} });
}

/** A mail program presses this itself, from elsewhere and without a session; its sealed link is the proof (RFC 8058). */
const switchOffRoute = '/(public)/mail/off/[choice]';

/** A form is small; only a file of people may be larger. What is larger still is not even read. */
const [mostOfForm, mostOfFile] = [524_288, 2_500_000];
const importRoute = '/(app)/programmes/[programme=uuid]/import';

/** The status of a request that goes no further; null when it may. Pages are documents: their data is never asked for apart. */
async function refusalOf({ request, url, route, isDataRequest }: RequestEvent): Promise<number | null> {
  if (isForeign(request, url.origin) && route.id !== switchOffRoute) return 403;
  const isFile = route.id === importRoute;
  const size = sizeRefusal(request, isFile ? mostOfFile : mostOfForm);
  if (size !== null) return isFile && size === 413 ? 303 : size;
  if (isDataRequest) return 404;
  return (await isUnreadable(request)) ? 400 : null;
}

/** Fills `locals`: who is asking, in which language, through which doors. */
async function introduce(event: RequestEvent): Promise<void> {
  const { database, ...house } = running();
  const requestId = randomUUID();
  const token = readSessionToken(event.cookies, house.settings);
  const who = token && (await database.doors.identify(token));
  const toDoor = () => redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
  const asPerson: App.Locals['asPerson'] = async (work) => {
    if (!token) return toDoor();
    try {
      return await database.doors.asPerson(token, work);
    } catch (error) {
      if (error instanceof NoSessionError) toDoor();
      throw error;
    }
  };
  const log = house.log.child({ requestId });
  Object.assign(event.locals, {
    requestId,
    nonce: randomBytes(16).toString('base64'),
    hasLiveNotes: false,
    log,
    house,
    token,
    who,
    asPerson,
    asSystem: database.doors.asSystem,
    locale: localeOf(event, who)
  });
}

function localeOf({ cookies, request }: RequestEvent, who: Who | null): Locale {
  const chosen = cookies.get('language');
  return who?.language ?? (isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language')));
}

/** Says what happened in the reader's language, with the id to ask after; never what was typed. */
export const handleError: HandleServerError = ({ event, error, kind }) => {
  const { requestId, log, locale } = event.locals;
  if (kind === 'unknown') log.error({ fault: faultOf(error) }, 'fault');
  const isMissing = kind !== 'unknown' && 'status' in error && error.status === 404;
  return { message: say(locale, isMissing ? 'error_not_found_title' : 'error_fault_title'), requestId };
};

/** The kind and place of a fault. Its message may hold what somebody typed, so only the frames of the stack are kept. */
function faultOf(error: unknown): { name: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at '));
  return { name: error.name, at: frames.slice(0, 6).map((line) => line.trim()) };
}
