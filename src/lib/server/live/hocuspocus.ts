import { type beforeHandleAwarenessPayload, type Document, Hocuspocus, type onAwarenessUpdatePayload } from '@hocuspocus/server';
import { mergePieces } from '#lib/server/live-text/live-text.ts';
import type { Context } from './guest.ts';
import type { Store } from './keep-typing.ts';

/** Typing is stored this long after a pause, and at the latest every `mostMs`: what a killed process may lose. */
const pauseMs = 200;
const mostMs = 600;
/** What a socket may say before it said hello. */
const mostBeforeHello = 64_000;

/** The library that keeps open documents and their sockets together, with our rules as its hooks. */
export function makeHocuspocus(store: Store, announce: (payload: onAwarenessUpdatePayload<Context>) => void): Hocuspocus<Context> {
  return new Hocuspocus<Context>({
    quiet: true,
    debounce: pauseMs,
    maxDebounce: mostMs,
    maxPendingDocuments: 1,
    maxUnauthenticatedQueueMessages: 20,
    maxUnauthenticatedQueueSize: mostBeforeHello,
    onAuthenticate: ({ context: { guest }, documentName, connectionConfig }) => {
      // The socket was opened for one talk: it leads to no other document, whatever the client asks.
      if (guest.isCut || documentName !== guest.door.conversationId) return Promise.reject(new Error('not this document'));
      connectionConfig.readOnly = !guest.door.mayWrite;
      return Promise.resolve();
    },
    onLoadDocument: async ({ context: { guest } }) => mergePieces(await store.load(guest)),
    connected: ({ context: { guest }, connection }) => {
      store.arrive(connection.document, guest);
      return Promise.resolve();
    },
    onChange: (payload) => {
      store.note(payload);
      return Promise.resolve();
    },
    onStoreDocument: (payload) => store.write(payload),
    beforeUnloadDocument: ({ document }: { document: Document }) => store.leave(document),
    beforeHandleAwareness: (payload) => {
      nameHonestly(payload);
      return Promise.resolve();
    },
    onAwarenessUpdate: (payload) => {
      announce(payload);
      return Promise.resolve();
    },
    // A client has no other things to say.
    onStateless: () => Promise.resolve()
  });
}

/**
 * Presence says who somebody is by what we know, and where the cursor is; whatever else a client puts there goes. What
 * comes from another process has been through this there.
 */
function nameHonestly({ states, connection }: beforeHandleAwarenessPayload<Context>): void {
  if (!connection) return;
  for (const [client, state] of states) {
    const cursor: unknown = state['cursor'] ?? null;
    states.set(client, { user: { id: connection.context.guest.who.personId }, cursor });
  }
}
