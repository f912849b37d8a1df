import { sql } from 'kysely';
import type { SystemDb } from '#lib/server/db.ts';

/**
 * Counts a try in a bucket; gives how many there are in the running hour, this one included, or in as many hours as are said: a longer
 * window is written as one that begins later, and is over an hour after that.
 */
export async function countTry(db: SystemDb, bucket: Buffer, hours = 1): Promise<number> {
  const begin = sql<Date>`now() + make_interval(hours => ${hours - 1})`;
  const isOver = sql<boolean>`throttles.window_started_at < now() - interval '1 hour'`;
  const row = await db
    .insertInto('throttles')
    .values({ bucket, window_started_at: begin, tries: 1 })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        tries: sql<number>`case when ${isOver} then 1 else least(throttles.tries + 1, 1000000) end`,
        window_started_at: sql<Date>`case when ${isOver} then ${begin} else throttles.window_started_at end`
      })
    )
    .returning('tries')
    .executeTakeFirstOrThrow();
  return row.tries;
}

/** Takes a try back: it turned out to be the right person. */
export async function forgiveTry(db: SystemDb, bucket: Buffer): Promise<void> {
  await db
    .updateTable('throttles')
    .set({ tries: sql<number>`greatest(tries - 1, 0)` })
    .where('bucket', '=', bucket)
    .execute();
}

/** Forgets buckets whose hour is over. */
export async function forgetOldTries(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('throttles')
    .where('window_started_at', '<', sql<Date>`now() - interval '2 hours'`)
    .execute();
}
