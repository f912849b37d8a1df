import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hocuspocus } from '@hocuspocus/server';
import type { Peer } from 'crossws';
import nodeAdapter from 'crossws/adapters/node';
import type { Context, Guest } from './guest.ts';

/** A message is at most this long: a page pasted at once, many times over. */
const mostBytes = 1_000_000;
/** A client that does not answer our goodbye is gone after this. */
const farewellMs = 300;

/** What node hands over with a request for a socket. */
export type Handed = { request: IncomingMessage; socket: Duplex; head: Buffer };

export type Sockets = { open: (guest: Guest, handed: Handed) => Promise<void> };

type Line = ReturnType<Hocuspocus<Context>['handleConnection']>;

/** Makes sockets of requests that have been recognised. `guests`: everybody with one open, kept up to date here. */
export function makeSockets(hocuspocus: Hocuspocus<Context>, guests: Set<Guest>): Sockets {
  const lines = new WeakMap<Guest, Line>();
  const adapter = nodeAdapter({
    serverOptions: { maxPayload: mostBytes },
    hooks: {
      open: (peer) => {
        const { guest } = peer.context as Context; // given below
        // Hocuspocus learns nothing of the request: no cookie, no address.
        const line = hocuspocus.handleConnection(peer.websocket as WebSocket, new Request('http://live.invalid/'), { guest }); // has what it needs of one
        lines.set(guest, line);
        guests.add(guest);
        arm({ guest, guests, peer, line });
      },
      message: (peer, message) => {
        const { guest } = peer.context as Context; // given below
        if (!guest.isCut) lines.get(guest)?.handleMessage(message.uint8Array());
      },
      close: (peer, { code = 1000 }) => {
        const { guest } = peer.context as Context; // given below
        guests.delete(guest);
        lines.get(guest)?.handleClose({ code, reason: '' });
      }
    }
  });
  return {
    open: async (guest, { request, socket, head }) => {
      const asked = Object.assign(new Request('http://live.invalid/'), { context: { guest } });
      await adapter.handleUpgrade(request, socket, head, asked);
    }
  };
}

type Armed = { guest: Guest; guests: Set<Guest>; peer: Peer; line: Line };

/** Gives a guest what ends the socket. */
function arm({ guest, guests, peer, line }: Armed): void {
  const forget = () => {
    guest.isCut = true;
    guests.delete(guest);
  };
  guest.cut = (code) => {
    if (guest.isCut) return;
    forget();
    peer.close(code); // first: Hocuspocus would say goodbye under a code of its own
    line.handleClose({ code, reason: '' });
    setTimeout(() => peer.terminate(), farewellMs).unref();
  };
  guest.terminate = () => {
    forget();
    peer.terminate();
  };
}
