import { redirect } from '@sveltejs/kit';
import type { Who } from '#lib/server/db.ts';

/** Security.md 2.3: whoever changes how they sign in showed within five minutes who they are. */
const recentMinutes = 5;

/** Whether the person showed just now who they are. */
function isRecent(who: Who, now = Date.now()): boolean {
  return now - who.authenticatedAt.getTime() < recentMinutes * 60_000;
}

/** Sends somebody who showed it longer ago to do so again, and back to `path` after it. */
export function requireRecent(locals: Pick<App.Locals, 'who'>, path: string): Who {
  const { who } = locals;
  if (!who) redirect(303, `/sign-in?next=${encodeURIComponent(path)}`);
  if (!isRecent(who)) redirect(303, `/sign-in/again?next=${encodeURIComponent(path)}`);
  return who;
}
