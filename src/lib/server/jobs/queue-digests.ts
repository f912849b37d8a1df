import type { Doors } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { takeDigests } from '#lib/server/queries/mail-facts.ts';

/** Queues the summary of the week for everybody whose Monday morning has come, each once. */
export async function queueDigests(asSystem: Doors['asSystem'], now: Date): Promise<void> {
  await asSystem('digests', async (db) => {
    for (const person of await takeDigests(db, now)) await enqueue(db, 'digest', { ...person, path: '/home' });
  });
}
