import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findCoordinatedProgramme, type Programme } from '#lib/server/queries/programmes.ts';

/** A programme the asker coordinates; 404 when it is not there or not theirs. */
export async function requireProgramme(db: PersonDb, id: string): Promise<Programme> {
  return (await findCoordinatedProgramme(db, id)) ?? error(404, m.error_not_found_title());
}
