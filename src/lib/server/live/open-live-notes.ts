import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { closeCodes, cutOff, type Guest, type House } from './guest.ts';
import { makeHocuspocus } from './hocuspocus.ts';
import { recognise, refuse } from './recognise.ts';
import { type Handed, makeSockets } from './sockets.ts';
import { openRelay } from './relay.ts';
import { makeStore } from './keep-typing.ts';
import { watchAccess } from './watch-access.ts';

/** Live notes as server.mjs sees them. `upgrade` takes a request for a socket under `/live/`; `close` stores everything and cuts everybody. */
export type LiveNotesDoor = {
  upgrade: (handed: Handed, origin: string) => Promise<void>;
  close: () => Promise<void>;
};

/** One person has no more tabs than this open on notes. */
const mostTabs = 20;
const closeLimitMs = 3_000;

/** Opens the notes that two people write at the same time. docs/decisions/0010. */
export async function openLiveNotes(house: House): Promise<LiveNotesDoor> {
  const process = randomUUID();
  const guests = new Set<Guest>();
  const store = makeStore(house, process);
  const hocuspocus = makeHocuspocus(store, (payload) => relay.announce(payload));
  const relay = await openRelay({ house, process, hocuspocus });
  const sockets = makeSockets(hocuspocus, guests);
  const unwatch = watchAccess(house, guests);
  let isClosed = false;
  const upgrade: LiveNotesDoor['upgrade'] = async (handed, origin) => {
    handed.socket.on('error', () => undefined); // a client that goes away is no fault
    const known = await answerTo({ house, guests }, handed.request, origin);
    const answer = isClosed ? 503 : known;
    if (typeof answer === 'number') refuse(handed.socket, answer);
    else await sockets.open({ ...answer, isCut: false, typedAt: Date.now(), cut: () => undefined, terminate: () => undefined }, handed);
  };
  const close = async () => {
    if (isClosed) return; // before the last request ends, and again with everything else
    isClosed = true;
    unwatch();
    for (const guest of guests) cutOff(house, guest, closeCodes.restart);
    hocuspocus.flushPendingStores();
    const limit = Date.now() + closeLimitMs;
    while (hocuspocus.documents.size > 0 && Date.now() < limit) await pause(20);
    await relay.close();
  };
  return { upgrade, close };
}

/** Somebody to let in, or the status of a no. */
async function answerTo({ house, guests }: { house: House; guests: ReadonlySet<Guest> }, request: Handed['request'], origin: string) {
  if (request.headers.origin !== origin) return 403;
  const known = await recognise(house, request).catch(() => null);
  if (!known) return 404;
  const tabs = [...guests].filter(({ who }) => who.personId === known.who.personId).length;
  return tabs >= mostTabs ? 429 : known;
}
