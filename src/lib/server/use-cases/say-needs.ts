import type { NeedAnswers } from '#lib/domain/needs/parse-needs.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addNeeds, listNeeds } from '#lib/server/queries/needs.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** What the coachee needed, and when it was said. */
export type DatedNeeds = { needs: NeedAnswers; askedAt: Date };

/** The coachee's own needs in a pair, old to new. */
export async function readNeeds(db: PersonDb, pair: Relationship, seal: PairSeal): Promise<DatedNeeds[]> {
  const rows = await listNeeds(db, pair.id);
  return rows.map((row) => ({
    askedAt: row.askedAt,
    needs: JSON.parse(seal.open(needsPlace(row.id), row.answers)) as NeedAnswers // written by sayNeeds only
  }));
}

/** Keeps what the acting coachee needs now, sealed and dated (C4). */
export async function sayNeeds(
  db: PersonDb,
  saying: { pair: Relationship; seal: PairSeal; instrument: string },
  needs: NeedAnswers
): Promise<void> {
  const { pair, seal, instrument } = saying;
  const id = newId();
  const place = { ...placeOf(pair), personId: pair.coachee.id };
  await addNeeds(db, place, { id, instrument, answers: seal.seal(needsPlace(id), JSON.stringify(needs)) });
}

function needsPlace(id: string) {
  return { table: 'needs', row: id, column: 'answers' };
}
