import { sql } from 'kysely';
import type { Side } from '#lib/domain/relationship/next-steps.ts';
import type { World } from '#lib/domain/toolkit/tool.ts';
import type { PersonDb } from '#lib/server/db.ts';

/** A pair as one of the two sees it. `side` is the reader's own. */
export type Relationship = {
  id: string;
  organisationId: string;
  status: 'proposed' | 'declined' | 'active' | 'ended';
  side: Side;
  coach: Party;
  coachee: Party;
  other: Party;
  programme: { id: string; name: string; world: World; needIntervalDays: number; mirrorDays: number };
  iAccepted: boolean;
  otherAccepted: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
};

export type Party = { id: string; name: string; pronouns: string | null };

/** Whose row: the tenant and the pair. */
export type PairPlace = { organisationId: string; relationshipId: string };

/** Where the rows of a pair stand. */
export function placeOf({ organisationId, id }: Pick<Relationship, 'organisationId' | 'id'>): PairPlace {
  return { organisationId, relationshipId: id };
}

/** The pairs the acting person is in, newest first. Proposed ones come without the ones declined. */
export async function listRelationships(db: PersonDb, me: string): Promise<Relationship[]> {
  const rows = await selectPairs(db, me).orderBy('relationships.created_at', 'desc').execute();
  return rows.map((row) => fromRow(row, me));
}

/** One pair of the acting person; null when it is not there or not theirs. */
export async function findRelationship(db: PersonDb, id: string, me: string): Promise<Relationship | null> {
  const row = await selectPairs(db, me).where('relationships.id', '=', id).executeTakeFirst();
  return row ? fromRow(row, me) : null;
}

/** Says yes or no to a proposed pair; gives its status afterwards, null when there was nothing to answer. */
export async function answerProposal(db: PersonDb, id: string, accepts: boolean): Promise<string | null> {
  const { rows } = await sql<{ status: string | null }>`select app.answer_proposal(${id}, ${accepts}) as status`.execute(db);
  return rows[0]?.status ?? null;
}

/** Ends a pair at once (C28); false when there was none to end. */
export async function endRelationship(db: PersonDb, id: string): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select app.end_relationship(${id}) as ended`.execute(db);
  return rows[0]?.ended ?? false;
}

function selectPairs(db: PersonDb, me: string) {
  return db
    .selectFrom('relationships')
    .innerJoin('people as coach', 'coach.id', 'relationships.coach_id')
    .innerJoin('people as coachee', 'coachee.id', 'relationships.coachee_id')
    .innerJoin('programmes', 'programmes.id', 'relationships.programme_id')
    .where((where) => where.or([where('coach_id', '=', me), where('coachee_id', '=', me)]))
    .select([
      'relationships.id',
      'relationships.organisation_id',
      'status',
      'coach_id',
      'coachee_id',
      'coach_accepted_at',
      'coachee_accepted_at',
      'started_at',
      'ended_at',
      'coach.name as coach_name',
      'coach.pronouns as coach_pronouns',
      'coachee.name as coachee_name',
      'coachee.pronouns as coachee_pronouns',
      'programme_id',
      'programmes.name as programme_name',
      'world',
      'need_interval_days',
      'mirror_days'
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPairs>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row, me: string): Relationship {
  const coach = { id: row.coach_id, name: row.coach_name, pronouns: row.coach_pronouns };
  const coachee = { id: row.coachee_id, name: row.coachee_name, pronouns: row.coachee_pronouns };
  const side: Side = row.coach_id === me ? 'coach' : 'coachee';
  return {
    id: row.id,
    organisationId: row.organisation_id,
    status: row.status,
    side,
    coach,
    coachee,
    other: side === 'coach' ? coachee : coach,
    programme: {
      id: row.programme_id,
      name: row.programme_name,
      world: row.world,
      needIntervalDays: row.need_interval_days,
      mirrorDays: row.mirror_days
    },
    iAccepted: (side === 'coach' ? row.coach_accepted_at : row.coachee_accepted_at) !== null,
    otherAccepted: (side === 'coach' ? row.coachee_accepted_at : row.coach_accepted_at) !== null,
    startedAt: row.started_at,
    endedAt: row.ended_at
  };
}
