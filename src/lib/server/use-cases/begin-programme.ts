import type { ProgrammeRules } from '#lib/domain/programme/parse-programme.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { createProgramme, findCoordinatedProgramme, mayCreateProgrammes } from '#lib/server/queries/programmes.ts';

type Door = <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;

/**
 * Makes a programme under the id its form came with, and gives that id: sent twice, it is one programme. An id that is
 * taken by what the asker does not coordinate gives a programme with another id. Null when the asker may not make any.
 */
export async function beginProgramme(asPerson: Door, id: string, rules: ProgrammeRules): Promise<string | null> {
  const begun = await asPerson((db) => beginOnce(db, id, rules)).catch(ifTaken);
  if (begun !== 'taken') return begun;
  const again = await asPerson((db) => beginOnce(db, id, rules)).catch(ifTaken); // the same form was first: now it is there
  return again === 'taken' ? asPerson((db) => beginOnce(db, newId(), rules)) : again;
}

async function beginOnce(db: PersonDb, id: string, rules: ProgrammeRules): Promise<string | null> {
  if (!(await mayCreateProgrammes(db))) return null;
  if (!(await findCoordinatedProgramme(db, id))) await createProgramme(db, { id, membershipId: newId(), ...rules });
  return id;
}

/** SQLSTATE 23505: the id stands in the table already. */
function ifTaken(error: unknown): 'taken' {
  if (error instanceof Error && 'code' in error && error.code === '23505') return 'taken';
  throw error;
}
