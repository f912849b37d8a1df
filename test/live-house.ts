import { once } from 'node:events';
import { createServer } from 'node:http';
import { openLiveNotes } from '#lib/server/live/open-live-notes.ts';
import type { House } from '#lib/server/live/guest.ts';

/** Live notes behind a port of their own, as server.mjs puts them behind the one of the house. `stop` ends the notes and leaves the port open. */
export type LiveHouse = { origin: string; stop: () => Promise<void>; close: () => Promise<void> };

export async function openLiveHouse(house: House): Promise<LiveHouse> {
  const live = await openLiveNotes(house);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('openLiveHouse wants a port, got none');
  const origin = `http://127.0.0.1:${address.port}`;
  server.on('upgrade', (request, socket, head) => void live.upgrade({ request, socket, head }, origin));
  const close = async () => {
    await live.close();
    server.close();
    await once(server, 'close');
  };
  return { origin, stop: live.close, close };
}
