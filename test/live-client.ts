import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';

/** What a browser brings along by itself: its cookie, and where the page came from. */
export type Browser = { origin: string; cookie: string };

/** Somebody with the notes of a talk open, without a screen. `text` is what stands there, one line per paragraph. */
export type LiveClient = {
  type: (words: string) => void;
  text: () => string;
  /** Ids of the people present, this one included, each once. */
  present: () => string[];
  hasUnsent: () => boolean;
  /** The code with which the socket was first closed; null while it has not been. Later ones are of its own trying to come back. */
  closedWith: () => number | null;
  isReadOnly: () => boolean;
  isSynced: () => boolean;
  cutOff: () => void;
  comeBack: () => void;
  leave: () => void;
};

/** A WebSocket with the headers that scripts in a browser cannot set either. */
function socketOf(browser: Browser) {
  return class extends WebSocket {
    constructor(url: string) {
      const options = { headers: { cookie: browser.cookie, origin: browser.origin } };
      super(url, options as unknown as string[]); // Node's own takes headers here; the type is the browser's
    }
  };
}

/** Opens the notes of a talk as a browser does. */
export function openClient(
  browser: Browser,
  place: { relationship: string; conversation: string; name?: string },
  personId: string
): LiveClient {
  const document = new Y.Doc();
  let code: number | null = null;
  const provider = new HocuspocusProvider({
    url: `${browser.origin.replace('http', 'ws')}/live/${place.relationship}/${place.conversation}`,
    name: place.name ?? place.conversation,
    document,
    token: '-',
    delay: 100,
    minDelay: 50,
    maxDelay: 200,
    WebSocketPolyfill: socketOf(browser),
    onClose: ({ event }) => (code ??= event.code)
  } as ConstructorParameters<typeof HocuspocusProvider>[0]); // options of the socket pass through it
  provider.setAwarenessField('cursor', null);
  provider.setAwarenessField('user', { id: 'somebody else', secret: 'x' }); // the server says who it is
  const text = document.getXmlFragment('text');
  const states = () => [...(provider.awareness?.getStates().values() ?? [])] as { user?: { id?: string } }[]; // as nameHonestly leaves them
  return {
    type: (words) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      text.push([paragraph]);
    },
    text: () =>
      text
        .toArray()
        .map((node) =>
          node instanceof Y.XmlElement
            ? node
                .toArray()
                .map((child) => (child instanceof Y.XmlText ? child.toJSON() : ''))
                .join('')
            : ''
        )
        .join('\n'),
    present: () =>
      [
        ...new Set([personId, ...states().flatMap(({ user }) => (user?.id === undefined || user.id === 'somebody else' ? [] : [user.id]))])
      ].sort(),
    hasUnsent: () => provider.hasUnsyncedChanges,
    closedWith: () => code,
    isSynced: () => provider.isSynced,
    isReadOnly: () => provider.authorizedScope === 'readonly',
    cutOff: () => provider.configuration.websocketProvider.disconnect(),
    comeBack: () => void provider.configuration.websocketProvider.connect(),
    leave: () => {
      provider.destroy();
      provider.configuration.websocketProvider.destroy();
    }
  };
}
