import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { readSessionToken } from '#lib/server/auth/session-cookie.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { doorFor, type Guest, type House } from './guest.ts';

/**
 * Who asks for a socket, and whether it is theirs: by the cookie and the policies that open the page. Null: not signed in,
 * not there, not theirs, or under another hat; from outside these are one. Nothing of the token is in the address.
 */
export async function recognise(house: House, request: IncomingMessage): Promise<Pick<Guest, 'token' | 'who' | 'door'> | null> {
  const place = placeIn(request.url ?? '');
  const token = readSessionToken({ get: (name) => cookiesIn(request.headers.cookie ?? '').get(name) }, house.settings);
  if (!place || !token) return null;
  const who = await house.database.doors.identify(token);
  const door = who && (await doorFor(house, token, place));
  return who && door ? { token, who, door } : null;
}

/** Ends a request that gets no socket. The same bytes for every reason behind a status. */
export function refuse(socket: Duplex, status: 403 | 404 | 429 | 503): void {
  const words = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' }[status];
  socket.end(`HTTP/1.1 ${status} ${words}\r\ncache-control: no-store\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** `/live/<relationship>/<conversation>`, and nothing else. */
function placeIn(url: string): { relationshipId: string; conversationId: string } | null {
  const [, live, relationshipId = '', conversationId = '', ...rest] = url.split('/');
  if (live !== 'live' || rest.length > 0 || !isUuid(relationshipId) || !isUuid(conversationId)) return null;
  return { relationshipId, conversationId };
}

function cookiesIn(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]));
}
