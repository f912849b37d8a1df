import {
  type Document,
  type Hocuspocus,
  IncomingMessage,
  MessageReceiver,
  type onAwarenessUpdatePayload,
  OutgoingMessage
} from '@hocuspocus/server';
import { applyUpdate } from 'yjs';
import type { Channel } from '#lib/server/database/listen.ts';
import { readPieces } from '#lib/server/use-cases/live-pieces.ts';
import { asFirstOf, type Context, type House } from './guest.ts';

/** Marks what came over the channel: it has been stored already, and is not sent back. */
const fromElsewhere = { source: 'local', skipStoreHooks: true } as const;
/** Where somebody's cursor is goes to the other processes at most this often. */
const presenceMs = 250;
/** NOTIFY carries 8,000 bytes. */
const mostWords = 7_900;

/**
 * Lets processes that share a database share open notes. A stored piece is told by its number and read by each process
 * under the policies of somebody who has it open there; who is present, and where, is told as such: ids and positions, no text.
 */
export type Relay = {
  announce: (payload: onAwarenessUpdatePayload<Context>) => void;
  close: () => Promise<void>;
};

type Parts = { house: House; process: string; hocuspocus: Hocuspocus<Context> };

export async function openRelay(parts: Parts): Promise<Relay> {
  const waiting = new Map<Document, Set<number>>();
  const hear = (words: string) =>
    void heard(parts, words, announceAll).catch(() => parts.house.log.warn('a piece of live notes was missed'));
  const again = () => void reread(parts).catch(() => parts.house.log.warn('live notes could not be read again'));
  const channel: Channel = await parts.house.database.listen({ hear, again });
  const flush = (document: Document) => {
    const clients = waiting.get(document);
    waiting.delete(document);
    for (const words of clients ? presenceWords(parts, document, [...clients]) : []) void channel.say(words).catch(() => undefined); // said again within 15 s
  };
  const announceAll = (document: Document) => later(document, [...document.awareness.getStates().keys()]);
  const later = (document: Document, clients: readonly number[]) => {
    const known = waiting.get(document);
    if (!known) setTimeout(() => flush(document), presenceMs).unref();
    waiting.set(document, new Set([...(known ?? []), ...clients]));
  };
  return {
    announce: ({ document, added, updated, removed, transactionOrigin }) => {
      if (transactionOrigin === fromElsewhere || parts.house.database.engine === 'embedded') return;
      later(document, [...added, ...updated, ...removed] as number[]); // client ids; untyped in Hocuspocus
    },
    close: () => channel.close()
  };
}

/** Who is here and where, or who is gone: what has changed of these clients. Empty when it is too long to say. */
function presenceWords({ process }: Parts, { name, awareness }: Document, clients: readonly number[]): string[] {
  const here = clients.filter((client) => awareness.states.has(client));
  const gone = clients.filter((client) => !awareness.states.has(client));
  const state = () =>
    Buffer.from(new OutgoingMessage(name).createAwarenessUpdateMessage(awareness, here).toUint8Array()).toString('base64');
  const words = [
    ...(here.length > 0 ? [`here ${name} ${process} ${state()}`] : []),
    ...(gone.length > 0 ? [`gone ${name} ${process} ${gone.join()}`] : [])
  ];
  return words.filter(({ length }) => length <= mostWords);
}

async function heard(parts: Parts, words: string, announceAll: (document: Document) => void): Promise<void> {
  const [, kind, name = '', by, said = ''] = /^(piece|here|gone) (\S+) (\S+) (\S+)$/.exec(words) ?? [];
  const document = by === parts.process ? null : await openDocument(parts, name);
  if (!document) return;
  if (kind === 'here') await meet(document, Buffer.from(said, 'base64'), announceAll);
  else if (kind === 'gone') part(document, said.split(',').map(Number));
  else await apply(parts, document, said);
}

/** The document when somebody has it open here, also while it is being loaded: what is stored meanwhile may not be in it. */
async function openDocument({ hocuspocus }: Parts, name: string): Promise<Document | null> {
  const loading = await hocuspocus.loadingDocuments.get(name)?.catch(() => null);
  return loading ?? hocuspocus.documents.get(name) ?? null;
}

/** Reads a piece, or all (`number` null), as somebody who has the notes open here. */
async function apply({ house }: Parts, document: Document, number: string | null): Promise<void> {
  const guests = document.getConnections().map((connection) => (connection.context as Context).guest); // untyped in Hocuspocus
  const pieces = await asFirstOf(house, guests, (db, open) => readPieces(db, open, number));
  for (const piece of pieces ?? []) applyUpdate(document, piece, fromElsewhere);
}

/** Somebody new elsewhere does not know yet who is here. */
async function meet(document: Document, said: Uint8Array, announceAll: (document: Document) => void): Promise<void> {
  const before = document.awareness.states.size;
  const message = new IncomingMessage(said);
  message.readVarString(); // the name of the document
  await new MessageReceiver(message, fromElsewhere).apply(document);
  if (document.awareness.states.size > before) announceAll(document);
}

function part({ awareness }: Document, clients: readonly number[]): void {
  const removed = clients.filter((client) => awareness.states.delete(client));
  for (const event of ['change', 'update'] as const) awareness.emit(event, [{ added: [], updated: [], removed }, fromElsewhere]);
}

async function reread(parts: Parts): Promise<void> {
  for (const document of parts.hocuspocus.documents.values()) await apply(parts, document, null);
}
