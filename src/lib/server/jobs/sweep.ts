import type { Doors } from '#lib/server/db.ts';
import { forgetDeletedNotes } from '#lib/server/queries/mail-facts.ts';
import { forgetLostJobs } from '#lib/server/queries/jobs.ts';
import { forgetOldRounds, forgetOldWishes } from '#lib/server/queries/match-wishes.ts';
import { forgetOldSessions } from '#lib/server/queries/sessions.ts';
import { forgetOldLinks } from '#lib/server/queries/sign-in-links.ts';
import { forgetWhatIsOver } from '#lib/server/queries/system-acts.ts';
import { forgetOldTries } from '#lib/server/queries/throttles.ts';

/** Takes away what is kept no longer than db/data-map.json says: links, tries, sessions, lost mails, old records, invitations, wishes and rounds. */
export async function sweep(asSystem: Doors['asSystem']): Promise<void> {
  await asSystem('sweep', async (db) => {
    await forgetOldLinks(db);
    await forgetOldTries(db);
    await forgetOldSessions(db);
    await forgetLostJobs(db);
    await forgetWhatIsOver(db);
    await forgetDeletedNotes(db);
    await forgetOldWishes(db);
    await forgetOldRounds(db);
  });
}
