import { sql } from 'kysely';
import type { PersonDb } from '#lib/server/db.ts';

/** A pair as its coordinator sees it: who and since when, nothing of what they say. Ended and declined pairs stay in the list. */
export type ProgrammePair = {
  id: string;
  coachName: string;
  coacheeName: string;
  status: 'proposed' | 'declined' | 'active' | 'ended';
  proposedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
};

/** How many pairs a programme has that the asker coordinates. */
export async function countProgrammePairs(db: PersonDb, programmeId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    /* planned anew */ select count(*)::integer as count from relationships where programme_id = ${programmeId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of the pairs of a programme the asker coordinates, the newest first. */
export async function listProgrammePairs(
  db: PersonDb,
  programmeId: string,
  { offset, most }: { offset: number; most: number }
): Promise<ProgrammePair[]> {
  return db
    .selectFrom('relationships')
    .innerJoin('people as coach', (join) =>
      join.onRef('coach.organisation_id', '=', 'relationships.organisation_id').onRef('coach.id', '=', 'coach_id')
    )
    .innerJoin('people as coachee', (join) =>
      join.onRef('coachee.organisation_id', '=', 'relationships.organisation_id').onRef('coachee.id', '=', 'coachee_id')
    )
    .select(['relationships.id', 'coach.name as coachName', 'coachee.name as coacheeName', 'status'])
    .select(['relationships.created_at as proposedAt', 'started_at as startedAt', 'ended_at as endedAt'])
    .where('programme_id', '=', programmeId)
    .orderBy('relationships.created_at', 'desc')
    .orderBy('relationships.id')
    .offset(offset)
    .limit(most)
    .execute();
}

export type NewPair = { id: string; organisationId: string; programmeId: string; coachId: string; coacheeId: string; proposedBy: string };

/** Proposes a pair; false when these two already have one that is proposed or active here. */
export async function addProposedPair(db: PersonDb, pair: NewPair): Promise<boolean> {
  const row = await db
    .insertInto('relationships')
    .values({
      organisation_id: pair.organisationId,
      id: pair.id,
      programme_id: pair.programmeId,
      coach_id: pair.coachId,
      coachee_id: pair.coacheeId,
      proposed_by: pair.proposedBy
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the asker may pair these two in this programme: both are in it, each in their own role. */
export async function mayPair(db: PersonDb, pair: Pick<NewPair, 'programmeId' | 'coachId' | 'coacheeId'>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_pair(${pair.programmeId}, ${pair.coachId}, ${pair.coacheeId}) as may`.execute(
    db
  );
  return rows[0]?.may ?? false;
}

/** The pairs of a programme that fell silent: nothing planned, and long since the last talk (C33). More is not told of any talk. */
export async function listSilentPairs(db: PersonDb, programmeId: string): Promise<string[]> {
  const { rows } = await sql<{ relationship_id: string }>`select relationship_id from app.silent_pairs(${programmeId})`.execute(db);
  return rows.map((row) => row.relationship_id);
}
