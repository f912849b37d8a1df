// The process that serves Vierpoot. Run by the Node that `npm start` finds: settings are read from TypeScript as it stands.
import http from 'node:http';
import { isIPv6 } from 'node:net';
import { readSettings, SettingsError } from '#lib/server/settings.ts';

/**
 * @import { IncomingMessage, Server, ServerResponse } from 'node:http'
 * @import { AddressInfo } from 'node:net'
 * @import { Duplex } from 'node:stream'
 * @import { Settings } from '#lib/server/settings.ts'
 * @typedef {(request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void> | void} Handler
 */

const stopLimitMs = 10_000;
const closeLimitMs = 8_000;
/** Headers that only this process writes; whatever a client sends under these names is overwritten. */
const headers = { protocol: 'x-app-proto', host: 'x-app-host', address: 'x-app-address' };

process.chdir(import.meta.dirname);
try {
  await serve(readSettings(process.env, import.meta.dirname));
} catch (error) {
  for (const line of sentencesOf(error)) console.error(line);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}

/** Opens the application first and the port after it, so that no request meets a half-open house. */
async function serve(/** @type {Settings} */ settings) {
  const handler = await openApplication();
  const server = http.createServer({ connectionsCheckingInterval: 2_000 });
  limitSlowClients(server);
  await listen(server, settings);
  server.on('request', (request, response) => void answer({ server, settings, handler }, request, response));
  server.on('upgrade', (request, socket, head) => upgrade({ server, settings, handler }, request, { socket, head }));
  stopOnSignal(server);
  greet(server, settings);
}

/** Importing the handler runs the application's `init`: database, migrations, keys, demo people. */
async function openApplication() {
  process.env['PROTOCOL_HEADER'] = headers.protocol;
  process.env['HOST_HEADER'] = headers.host;
  process.env['ADDRESS_HEADER'] = headers.address;
  process.env['BODY_SIZE_LIMIT'] = '3M'; // a file of people; hooks.server.ts asks less of everything else
  delete process.env['PORT_HEADER'];
  delete process.env['XFF_DEPTH'];
  console.log('Opening Vierpoot ...');
  const path = new URL('build/handler.js', import.meta.url).href; // a variable keeps the build out of the type check
  /** @type {unknown} */
  const imported = await import(path);
  const build = /** @type {{ handler: Handler }} */ (imported); // what adapter-node makes
  return build.handler;
}

/** A client that sends or reads a byte a second keeps no socket longer than 15 seconds. */
function limitSlowClients(/** @type {Server} */ server) {
  server.headersTimeout = 8_000;
  server.requestTimeout = 12_000;
  server.keepAliveTimeout = 5_000;
  server.timeout = 15_000;
  server.maxRequestsPerSocket = 1_000;
}

/** @returns {Promise<void>} */
function listen(/** @type {Server} */ server, /** @type {Settings} */ settings) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(whyNoPort(error, settings), { cause: error })));
    server.listen(settings.port, settings.host, () => resolve());
  });
}

function whyNoPort(/** @type {Error} */ error, /** @type {Settings} */ settings) {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${settings.port} is already in use. Choose another one, for example: PORT=${settings.port + 1} npm start`;
  if (code === 'EACCES') return `Port ${settings.port} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`;
  return `Vierpoot cannot listen on ${settings.host}:${settings.port}.`;
}

/** @typedef {{ server: Server, settings: Settings, handler: Handler }} Open */

async function answer(/** @type {Open} */ open, /** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) {
  const origin = originOf(open, request);
  if (origin === null) {
    end(response, 421, 'This Vierpoot does not know itself under this address. Set PUBLIC_URL to the address people use.');
    return;
  }
  request.headers[headers.protocol] = origin.protocol.slice(0, -1);
  request.headers[headers.host] = origin.host;
  request.headers[headers.address] = addressOf(request, open.settings.trustedProxies);
  try {
    await open.handler(request, response, () => end(response, 404, 'Not found'));
  } catch {
    end(response, 500, 'Something went wrong.'); // the application has logged it; nothing of it goes to the client
  }
}

/** Only live notes have sockets. They are asked under the same address as pages, and know their people by the same cookie. */
function upgrade(
  /** @type {Open} */ open,
  /** @type {IncomingMessage} */ request,
  /** @type {{ socket: Duplex, head: Buffer }} */ { socket, head }
) {
  const origin = originOf(open, request);
  const live = globalThis.vierpootLive;
  if (origin !== null && live) void live.upgrade({ request, socket, head }, origin.origin);
  else socket.end('HTTP/1.1 421 Misdirected Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

function end(/** @type {ServerResponse} */ response, /** @type {number} */ status, /** @type {string} */ sentence) {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(`${sentence}\n`);
}

/**
 * PUBLIC_URL says who we are. Without it the Host header may only name this machine and this port, so that a page
 * elsewhere cannot point its own name at us. Null: refuse.
 * @returns {URL | null}
 */
function originOf(/** @type {Open} */ { server, settings }, /** @type {IncomingMessage} */ request) {
  if (process.env['PUBLIC_URL']) return settings.publicUrl;
  const port = portOf(server);
  const names = ['localhost', '127.0.0.1', '[::1]', bracketed(settings.host)];
  const known = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const host = request.headers.host?.toLowerCase() ?? '';
  return known.includes(host) ? new URL(`http://${host}`) : null;
}

function portOf(/** @type {Server} */ server) {
  const address = /** @type {AddressInfo | null} */ (server.address()); // a port, never a pipe: see listen
  return address?.port ?? 0;
}

function bracketed(/** @type {string} */ host) {
  return isIPv6(host) ? `[${host}]` : host.toLowerCase();
}

/** The client as the outermost of our own proxies saw it; without proxies the other end of the socket. */
function addressOf(/** @type {IncomingMessage} */ request, /** @type {number} */ trustedProxies) {
  const socket = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) return socket;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const seen = forwarded.at(-trustedProxies)?.trim() ?? '';
  return seen === '' ? socket : seen;
}

/** SIGINT, SIGTERM, or the end of the process that started us: what is under way finishes, then the database closes. */
function stopOnSignal(/** @type {Server} */ server) {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return; // a terminal and npm both pass the signal on
    isStopping = true;
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    void finish(server);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(signal, stop);
}

async function finish(/** @type {Server} */ server) {
  console.log('Stopping: finishing what is under way ...');
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), closeLimitMs);
  await globalThis.vierpootLive?.close(); // sockets stay open for hours: they are told to come back
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(cut);
  await globalThis.vierpootStop?.();
  process.exit(0);
}

function greet(/** @type {Server} */ server, /** @type {Settings} */ settings) {
  const shown = process.env['PUBLIC_URL'] ? settings.publicUrl.origin : `http://localhost:${portOf(server)}`;
  const lines = [`Vierpoot is open: ${shown}`, 'Stop it with Ctrl+C.', ...(globalThis.vierpootWelcome ?? [])];
  for (const line of lines) console.log(line);
}

/** @returns {readonly string[]} */
function sentencesOf(/** @type {unknown} */ error) {
  if (error instanceof SettingsError) return error.faults;
  if (!(error instanceof Error)) return [String(error)];
  return error.cause instanceof Error ? [error.message, `Because: ${error.cause.message}`] : [error.message];
}
