import type { Awareness } from 'y-protocols/awareness';
import { type Parts, sayIn } from './parts.ts';

/** How long somebody may be gone before it is said: a page that is loaded again is not a goodbye. */
const steadyMs = 1_000;

/** Says who else is here, politely and only when it changes. */
export function showPresence(parts: Parts, awareness: Awareness): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    const ids = new Set([...awareness.getStates()].flatMap(([client, state]) => (client === awareness.clientID ? [] : idsIn(state))));
    ids.delete(parts.me);
    const names = [...ids].flatMap((id) => parts.people.get(id) ?? []);
    const [name] = names;
    sayIn(parts.presence, name === undefined ? '' : (parts.words['here'] ?? '').replace('{name}', name));
  };
  awareness.on('change', () => {
    clearTimeout(timer);
    timer = setTimeout(show, steadyMs);
  });
}

/** The person a presence is of; the server has written it. */
function idsIn(state: Record<string, unknown>): string[] {
  const user: unknown = state['user'];
  return typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string' ? [user.id] : [];
}
