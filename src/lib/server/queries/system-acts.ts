import { sql } from 'kysely';
import type { SystemDb } from '#lib/server/db.ts';

/** Forgets lines of the system door's record and invitations whose time is over; the database knows how long (db/data-map.json). */
export async function forgetWhatIsOver(db: SystemDb): Promise<void> {
  await sql`select app.forget_what_is_over()`.execute(db);
}
