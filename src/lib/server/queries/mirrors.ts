import { sql } from 'kysely';
import type { Side } from '#lib/domain/relationship/next-steps.ts';
import type { PersonDb } from '#lib/server/db.ts';

/** A round as the two of the pair may know it: when, which questionnaire, and who has handed in (never what). */
export type Round = {
  id: string;
  relationshipId: string;
  instrument: string;
  openedAt: Date;
  dueAt: Date;
  coachHandedIn: boolean;
  coacheeHandedIn: boolean;
};

/** A response the acting person may see: the own one, or the other's after both handed in (C7). `answers` is sealed. */
export type SealedResponse = { mirrorId: string; role: Side; answers: Buffer; savedAt: Date; handedInAt: Date | null };

export type ReleaseLevel = 'nothing' | 'scores' | 'items';
export type SealedRelease = { mirrorId: string; level: ReleaseLevel; scores: Buffer | null; releasedAt: Date };

/** Which mirror of which pair. */
export type MirrorPlace = { organisationId: string; relationshipId: string; mirrorId: string };

type TurnRow = { id: string; instrument: string; opened_at: Date; due_at: Date; coach_handed_in: boolean; coachee_handed_in: boolean };

/** All rounds of a pair, old to new. */
export async function listRounds(db: PersonDb, relationshipId: string): Promise<Round[]> {
  const { rows } = await sql<TurnRow>`select m.id, m.instrument, m.opened_at, m.due_at, t.coach_handed_in, t.coachee_handed_in
    from mirrors m join app.mirror_turns(${relationshipId}) t on t.mirror_id = m.id
    where m.relationship_id = ${relationshipId} order by m.opened_at, m.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    relationshipId,
    instrument: row.instrument,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    coachHandedIn: row.coach_handed_in,
    coacheeHandedIn: row.coachee_handed_in
  }));
}

/** Opens a round; null when this is no active pair of the asker or a round is still open. */
export async function openMirror(db: PersonDb, mirror: { id: string; relationshipId: string; instrument: string }): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null;
  }>`select app.open_mirror(${mirror.id}, ${mirror.relationshipId}, ${mirror.instrument}) as id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Every response of a pair that the policies show to the acting person. */
export async function listResponses(db: PersonDb, relationshipId: string): Promise<SealedResponse[]> {
  const rows = await db
    .selectFrom('mirror_responses')
    .select(['mirror_id', 'role', 'answers', 'saved_at', 'handed_in_at'])
    .where('relationship_id', '=', relationshipId)
    .execute();
  return rows.map((row) => ({
    mirrorId: row.mirror_id,
    role: row.role,
    answers: row.answers,
    savedAt: row.saved_at,
    handedInAt: row.handed_in_at
  }));
}

/** Keeps a draft of the acting person; false when the round is closed or already handed in. */
export async function saveDraft(
  db: PersonDb,
  place: MirrorPlace,
  draft: { personId: string; side: Side; answers: Buffer }
): Promise<boolean> {
  const changed = await db
    .updateTable('mirror_responses')
    .set({ answers: draft.answers, saved_at: sql`now()` })
    .where('mirror_id', '=', place.mirrorId)
    .where('person_id', '=', draft.personId)
    .where('handed_in_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return true;
  return addDraft(db, place, draft);
}

async function addDraft(db: PersonDb, place: MirrorPlace, draft: { personId: string; side: Side; answers: Buffer }): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select app.is_open(${place.mirrorId}) and not exists (select from mirror_responses
    where mirror_id = ${place.mirrorId} and person_id = ${draft.personId}) as open`.execute(db);
  if (!rows[0]?.open) return false;
  const added = await db
    .insertInto('mirror_responses')
    .values({
      organisation_id: place.organisationId,
      mirror_id: place.mirrorId,
      relationship_id: place.relationshipId,
      person_id: draft.personId,
      role: draft.side,
      answers: draft.answers
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Hands in the acting person's draft; handing in is final. Gives false when there was no open draft. */
export async function handInDraft(db: PersonDb, mirrorId: string, personId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${mirrorId}, 0))`.execute(db);
  const changed = await db
    .updateTable('mirror_responses')
    .set({ handed_in_at: sql`now()` })
    .where('mirror_id', '=', mirrorId)
    .where('person_id', '=', personId)
    .where('handed_in_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Whether both of the pair handed in. */
export async function bothHandedIn(db: PersonDb, mirrorId: string): Promise<boolean> {
  const { rows } = await sql<{ both: boolean }>`select app.both_handed_in(${mirrorId}) as both`.execute(db);
  return rows[0]?.both ?? false;
}

/** Every release of a pair that the acting person may see: all for the coachee, what was released for the coach (C17). */
export async function listReleases(db: PersonDb, relationshipId: string): Promise<SealedRelease[]> {
  const rows = await db
    .selectFrom('mirror_releases')
    .select(['mirror_id', 'level', 'scores', 'released_at'])
    .where('relationship_id', '=', relationshipId)
    .execute();
  return rows.map((row) => ({ mirrorId: row.mirror_id, level: row.level, scores: row.scores, releasedAt: row.released_at }));
}

/** Decides what the coach sees of a round; a later decision replaces an earlier one, for the future (S6). */
export async function releaseMirror(
  db: PersonDb,
  place: MirrorPlace,
  release: { level: ReleaseLevel; scores: Buffer | null }
): Promise<void> {
  const changed = await db
    .updateTable('mirror_releases')
    .set({ ...release, released_at: sql`now()` })
    .where('mirror_id', '=', place.mirrorId)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return;
  const row = { organisation_id: place.organisationId, mirror_id: place.mirrorId, relationship_id: place.relationshipId, ...release };
  await db.insertInto('mirror_releases').values(row).execute();
}

/** Leaves a line for the coachee that the acting coach looked at what was released (S4). */
export async function recordLook(db: PersonDb, place: MirrorPlace, kind: 'mirror-scores' | 'mirror-answers'): Promise<void> {
  await sql`select app.record_look(${place.relationshipId}, ${kind}, ${place.mirrorId})`.execute(db);
}
