import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** Fewer new rows than this change no plan. */
const manyRows = 300;

/**
 * Tells the planner how large the tables of a round are now, as the last thing after so many `rows` came at once: with the sizes of
 * before, a page that asks for thousands of them would take minutes. Autovacuum comes a minute later, and not at all on the embedded engine.
 */
export async function takeStock(db: PersonDb, rows: number): Promise<void> {
  if (rows >= manyRows) await sql`select app.take_stock()`.execute(db);
}
