import type { Document, onChangePayload, onStoreDocumentPayload } from '@hocuspocus/server';
import { mergeUpdates } from 'yjs';
import { blocksOf } from '#lib/server/live-text/live-text.ts';
import { keepPiece, mergeStored, readPieces } from '#lib/server/use-cases/live-pieces.ts';
import { keepVersion } from '#lib/server/use-cases/live-versions.ts';
import { asFirstOf, asGuest, closeCodes, type Context, type Guest, type House, nameOf } from './guest.ts';

/** Longer than this is no notes of a talk: about 400 pages. Bytes of typing since the document was opened. */
const mostBytes = 2_000_000;
const retryMs = 1_000;

/** Typing that is not stored yet, and everybody who had the document open, the latest last. */
type Ledger = { waiting: Uint8Array[]; guests: Guest[]; bytes: number; isChanged: boolean };

/**
 * Keeps the text of open notes. Nothing outlives the document: the ledger hangs on it, and the seal is made anew, under
 * the policies, for each piece.
 */
export type Store = {
  load: (guest: Guest) => Promise<Uint8Array[]>;
  arrive: (document: Document, guest: Guest) => void;
  note: (payload: onChangePayload<Context>) => void;
  write: (payload: onStoreDocumentPayload<Context>) => Promise<void>;
  leave: (document: Document) => Promise<void>;
};

/** `process`: the name of this process on the channel. */
export function makeStore(house: House, process: string): Store {
  const ledgers = new WeakMap<Document, Ledger>();
  const ledgerOf = (document: Document): Ledger => {
    const ledger = ledgers.get(document) ?? { waiting: [], guests: [], bytes: 0, isChanged: false };
    ledgers.set(document, ledger);
    return ledger;
  };
  return {
    load: (guest) => asGuest(house, guest, (db, open) => readPieces(db, open)),
    arrive: (document, guest) => {
      const { guests } = ledgerOf(document);
      guests.splice(0, guests.length, ...guests.filter((known) => !known.token.equals(guest.token)), guest);
    },
    note: (payload) => note(ledgerOf(payload.document), payload),
    write: (payload) => write({ house, process, ledger: ledgerOf(payload.document) }, payload),
    leave: (document) => leave({ house, process, ledger: ledgerOf(document) }, document)
  };
}

/** Typing of somebody here waits to be stored; what another process stored does not. */
function note(ledger: Ledger, { connection, update }: onChangePayload<Context>): void {
  if (!connection) return;
  const { guest } = connection.context;
  guest.typedAt = Date.now();
  ledger.waiting.push(update);
  ledger.bytes += update.length;
  ledger.isChanged = true;
  if (ledger.bytes > mostBytes) guest.cut(closeCodes.full);
}

type Writing = { house: House; process: string; ledger: Ledger };

/** Stores what waits as one piece. When the database is away the typing keeps waiting; when nobody here may write any more it goes. */
async function write(writing: Writing, payload: onStoreDocumentPayload<Context>): Promise<void> {
  const { ledger, house } = writing;
  const pieces = ledger.waiting.splice(0);
  if (pieces.length === 0) return;
  const fault = await keepAs(writing, mergeUpdates(pieces)).then(() => null, nameOf);
  if (fault === null) return;
  ledger.waiting.unshift(...pieces);
  setTimeout(() => void payload.instance.storeDocumentHooks(payload.document, payload), retryMs);
  house.log.warn({ fault }, 'live notes could not be stored; trying again');
  throw new Error('live notes could not be stored; trying again'); // keeps the document open
}

/** Whoever here may still write stores it: the other's typing leans on it, so it is kept as long as one of them is at work. */
async function keepAs({ house, process, ledger }: Writing, update: Uint8Array): Promise<void> {
  await asFirstOf(house, ledger.guests.toReversed(), async (db, open, { who: { personId } }) => {
    await keepPiece(db, open, { update, personId, by: process });
    await mergeStored(db, open, { personId, process });
  });
}

/**
 * The last one is going: how the notes look now becomes a version both can read. When nobody may write it, or the database
 * is away, it becomes one the next time the notes were changed and left.
 */
async function leave({ house, ledger }: Writing, document: Document): Promise<void> {
  if (!ledger.isChanged) return;
  await asFirstOf(house, ledger.guests.toReversed(), (db, open) => keepVersion(db, open, blocksOf(document))).catch(() => null);
}
