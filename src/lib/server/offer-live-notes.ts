import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Relationship } from '#lib/server/queries/relationships.ts';

/** The editor as vite.live.config.ts builds it. */
const built = 'static/live/notes.js';

/** What a page hands to the editor of live notes. `script`: with a mark of its content, so that a new one is never confused with an old one. */
export type LiveEditor = { script: string; nonce: string; path: string; me: string; people: readonly { id: string; name: string }[] };

/**
 * Lets this page, and no other, start the editor: its answer gets the policies the editor needs. Null when the editor
 * has not been built: the page then stays a document.
 */
export function offerLiveNotes(locals: App.Locals, pair: Relationship, conversationId: string): LiveEditor | null {
  const script = scriptAddress();
  if (script === null) return null;
  locals.hasLiveNotes = true;
  const people = [pair.coach, pair.coachee].map(({ id, name }) => ({ id, name }));
  return { script, nonce: locals.nonce, path: `/live/${pair.id}/${conversationId}`, me: locals.who?.personId ?? '', people };
}

let address: string | null | undefined;

function scriptAddress(): string | null {
  address ??= existsSync(built)
    ? `/live/notes.js?${createHash('sha256').update(readFileSync(built)).digest('base64url').slice(0, 12)}`
    : null;
  return address;
}
