import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { type Parts, sayIn } from './parts.ts';

/** The connection of this page. It comes back by itself; meanwhile typing stays in memory and is merged afterwards. */
export type Line = {
  awareness: Awareness;
  mayWrite: () => boolean;
  /** Whether something typed here has not reached the server. */
  hasUnsent: () => boolean;
};

/** `come`: the document is here, now or again. `over`: access has ended; nothing comes any more. */
export type Events = { come: () => void; over: () => void };

/** The server closes with this when somebody may no longer read the notes. */
const codeOver = 4403;
/** The notes are too long. */
const codeFull = 4413;
/** What the library itself says of a socket that hangs. */
const codeLost = 4408;
/** A break shorter than this is not worth a word. */
const quietMs = 1_500;
/** How long it is said that the connection is back. */
const backMs = 6_000;
const retry = { delay: 500, minDelay: 300, maxDelay: 3_000, factor: 1.5 } as const;

/** A socket that can be given up before it noticed itself that nobody is there. */
class Socket extends HocuspocusProviderWebsocket {
  lose(): void {
    this.emit('close', { event: { code: codeLost, reason: '' } });
  }
}

export function openLine(parts: Parts, document: Y.Doc, events: Events): Line {
  const socket = new Socket({ url: new URL(parts.path, location.href.replace(/^http/, 'ws')).href, ...retry });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name: parts.name, document, token: '-' });
  const { awareness } = provider;
  if (!awareness) throw new TypeError('openLine wants presence');
  awareness.setLocalState({}); // the state it begins with is one that others pass over
  const words = teller(parts);
  let isOver = false;
  const finish = () => {
    if (isOver) return;
    isOver = true;
    words.stop();
    socket.disconnect();
    events.over();
  };
  provider.on('synced', () => {
    if (isOver) return;
    words.connected();
    events.come();
  });
  socket.on('close', ({ event }: { event: { code: number } }) => {
    if (isOver) return;
    if (event.code === codeOver) finish();
    else if (event.code === codeFull) words.full();
    else words.broken(() => askPage(finish, () => words.signedOut()));
  });
  // The browser knows sooner than the socket does, which may hang for a minute before it gives up.
  addEventListener('offline', () => socket.lose());
  addEventListener('online', () => {
    if (!isOver) void socket.connect();
  });
  provider.attach();
  return { awareness, mayWrite: () => !isOver && provider.authorizedScope === 'read-write', hasUnsent: () => provider.hasUnsyncedChanges };
}

/** Whether it is the network or us: a page that answers with another status than before is over, or asks to sign in. */
async function askPage(over: () => void, signedOut: () => void): Promise<void> {
  try {
    const answer = await fetch(location.href, { method: 'HEAD', redirect: 'manual', cache: 'no-store' });
    if (answer.status === 404 || answer.status === 403) over();
    else if (answer.type === 'opaqueredirect') signedOut();
  } catch {
    // no network: what the line says already
  }
}

/** What the page says about the connection: nothing as long as all is well. */
function teller(parts: Parts) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBroken = false;
  const say = (key: string) => sayIn(parts.status, parts.words[key] ?? '');
  return {
    connected: () => {
      clearTimeout(timer);
      timer = undefined;
      if (!isBroken) return;
      isBroken = false;
      say('back');
      timer = setTimeout(() => sayIn(parts.status, ''), backMs);
    },
    /** `ask` is called once the break lasts. */
    broken: (ask: () => Promise<void> | undefined) => {
      timer ??= setTimeout(() => {
        isBroken = true;
        say('broken');
        timer = undefined;
        void ask();
      }, quietMs);
    },
    signedOut: () => say('signedOut'),
    full: () => say('full'),
    stop: () => clearTimeout(timer)
  };
}
