import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** A look at something of the asker's by somebody else. `viewerName` null: no longer somebody the asker has a pair with. */
export type Look = {
  number: string;
  at: Date;
  kind: 'mirror-scores' | 'mirror-answers' | 'note';
  hat: 'coach' | 'evaluator' | 'manager';
  viewerName: string | null;
};

/** Who looked at what the asker released, the newest first; at most 200. */
export async function listLooksAtOwn(db: PersonDb): Promise<Look[]> {
  return selectLooks(db).limit(200).execute();
}

/** Who looked at a note of the asker's, the newest first; at most 50. */
export async function listLooksAtNote(db: PersonDb, noteId: string): Promise<Look[]> {
  return selectLooks(db).where('kind', '=', 'note').where('object_id', '=', noteId).limit(50).execute();
}

function selectLooks(db: PersonDb) {
  return db
    .selectFrom('access_records')
    .leftJoin('people', (join) =>
      join.onRef('people.organisation_id', '=', 'access_records.organisation_id').onRef('people.id', '=', 'viewer_id')
    )
    .select(['number', 'at', 'kind', 'hat', 'people.name as viewerName'])
    .where('subject_id', '=', sql<string>`app.person_id()`)
    .orderBy('number', 'desc');
}
