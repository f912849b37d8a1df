import { sql } from 'kysely';
import type { Ban } from '#lib/domain/matching/find-barriers.ts';
import type { PinnedPair } from '#lib/domain/matching/find-pin-problems.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { MatchResultsTable } from '#lib/server/schema.generated.ts';
import { takeStock } from './take-stock.ts';

/** Who is not to be with whom in a programme. */
export async function listBans(db: PersonDb, programmeId: string): Promise<Ban[]> {
  return db
    .selectFrom('match_bans')
    .select(['coachee_id as coachee', 'coach_id as coach', 'barrier'])
    .where('programme_id', '=', programmeId)
    .execute();
}

export type Pin = PinnedPair;

export async function listPins(db: PersonDb, roundId: string): Promise<Pin[]> {
  return db.selectFrom('match_pins').select(['coachee_id as coacheeId', 'coach_id as coachId']).where('round_id', '=', roundId).execute();
}

/** Pins a coachee to a coach, instead of to another. */
export async function pin(db: PersonDb, organisationId: string, { roundId, coacheeId, coachId }: Pin & { roundId: string }): Promise<void> {
  await unpin(db, roundId, coacheeId);
  await db
    .insertInto('match_pins')
    .values({ organisation_id: organisationId, round_id: roundId, coachee_id: coacheeId, coach_id: coachId })
    .execute();
}

/** False when there was no pin. */
export async function unpin(db: PersonDb, roundId: string, coacheeId: string): Promise<boolean> {
  const row = await db
    .deleteFrom('match_pins')
    .where('round_id', '=', roundId)
    .where('coachee_id', '=', coacheeId)
    .returning('coachee_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function exclude(db: PersonDb, place: { organisationId: string; programmeId: string }, two: Pin): Promise<void> {
  await db
    .insertInto('match_bans')
    .values({
      ...{ organisation_id: place.organisationId, programme_id: place.programmeId, barrier: 'excluded' },
      ...{ coachee_id: two.coacheeId, coach_id: two.coachId }
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes back that a coordinator excluded two; false when none did. */
export async function include(db: PersonDb, programmeId: string, two: Pin): Promise<boolean> {
  const row = await db
    .deleteFrom('match_bans')
    .where('programme_id', '=', programmeId)
    .where('coachee_id', '=', two.coacheeId)
    .where('coach_id', '=', two.coachId)
    .where('barrier', '=', 'excluded')
    .returning('coach_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The coaches whom a coordinator excluded for a coachee, by name. */
export async function listExcluded(db: PersonDb, programmeId: string, coacheeId: string): Promise<{ coachId: string; coach: string }[]> {
  return db
    .selectFrom('match_bans')
    .innerJoin('people', 'people.id', 'match_bans.coach_id')
    .select(['coach_id as coachId', 'people.name as coach'])
    .where('programme_id', '=', programmeId)
    .where('coachee_id', '=', coacheeId)
    .where('barrier', '=', 'excluded')
    .orderBy('people.name')
    .execute();
}

/** The names of the coaches whom a coordinator excluded for some coachees, by the id of the coachee. */
export async function listExcludedOf(db: PersonDb, programmeId: string, coacheeIds: readonly string[]): Promise<Map<string, string[]>> {
  if (coacheeIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('match_bans')
    .innerJoin('people', 'people.id', 'match_bans.coach_id')
    .select(['coachee_id as coacheeId', 'people.name as coach'])
    .where('programme_id', '=', programmeId)
    .where('coachee_id', 'in', [...coacheeIds])
    .where('barrier', '=', 'excluded')
    .orderBy('people.name')
    .execute();
  const byCoachee = Map.groupBy(rows, ({ coacheeId }) => coacheeId);
  return new Map([...byCoachee].map(([id, excluded]) => [id, excluded.map(({ coach }) => coach)]));
}

/** A coach on the list of a coachee, as a run found it. */
export type Result = {
  coacheeId: string;
  coachId: string;
  place: number;
  why: MatchResultsTable['why'];
  isAssigned: boolean;
  ground: number | null;
  horizon: number | null;
};

/** Puts what a run found in the place of what was there. `parts`: lists of `Result` as JSON. */
export async function replaceResults(
  db: PersonDb,
  place: { organisationId: string; roundId: string },
  parts: readonly string[]
): Promise<void> {
  await db.deleteFrom('match_results').where('round_id', '=', place.roundId).execute();
  let rows = 0;
  for (const part of parts) rows += await addPart(db, place, part);
  await takeStock(db, rows);
}

export async function addResult(db: PersonDb, place: { organisationId: string; roundId: string }, result: Result): Promise<void> {
  await addPart(db, place, JSON.stringify([result]));
}

/** Gives how many there were. */
async function addPart(
  db: PersonDb,
  { organisationId, roundId }: { organisationId: string; roundId: string },
  part: string
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`insert into match_results
      (organisation_id, round_id, coachee_id, coach_id, place, why, is_assigned, ground, horizon)
    select ${organisationId}::uuid, ${roundId}::uuid, "coacheeId", "coachId", place, why, "isAssigned", ground, horizon
      from jsonb_to_recordset(${part}::jsonb) as part
        ("coacheeId" uuid, "coachId" uuid, place integer, why text, "isAssigned" boolean, ground integer, horizon integer)`.execute(db);
  return Number(numAffectedRows);
}

/** A coach who was full stands on the list from now on. */
export async function listAsSwapped(db: PersonDb, roundId: string, { coacheeId, coachId }: Pin): Promise<void> {
  await db
    .updateTable('match_results')
    .set({ why: 'swapped' })
    .where('round_id', '=', roundId)
    .where('coachee_id', '=', coacheeId)
    .where('coach_id', '=', coachId)
    .execute();
}

/** Who a coachee is now assigned to: another of the list, or none. */
export async function assignResult(db: PersonDb, roundId: string, two: { coacheeId: string; coachId: string | null }): Promise<void> {
  await db
    .updateTable('match_results')
    .set({ is_assigned: sql<boolean>`coach_id is not distinct from ${two.coachId}::uuid` })
    .where('round_id', '=', roundId)
    .where('coachee_id', '=', two.coacheeId)
    .execute();
}

/** The list of one coachee, with the names of the coaches. */
export async function listResultsOf(db: PersonDb, roundId: string, coacheeId: string): Promise<(Result & { coach: string })[]> {
  return db
    .selectFrom('match_results as r')
    .innerJoin('people', 'people.id', 'r.coach_id')
    .select(['coachee_id as coacheeId', 'coach_id as coachId', 'people.name as coach', 'place', 'why'])
    .select(['is_assigned as isAssigned', 'ground', 'horizon'])
    .where('round_id', '=', roundId)
    .where('coachee_id', '=', coacheeId)
    .orderBy('place')
    .execute();
}

/** How many have a coach in a round, and how many have none. */
export async function countAssigned(db: PersonDb, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`/* planned anew */ select count(*)::integer as count from match_results
    where round_id = ${roundId} and is_assigned`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many coachees have a list. */
export async function countListed(db: PersonDb, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`/* planned anew */ select count(distinct coachee_id)::integer as count from match_results
    where round_id = ${roundId} and why <> 'full'`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Whether a coachee with a list is still choosing in another round of the programme. */
export async function choosesElsewhere(db: PersonDb, { roundId, programmeId }: { roundId: string; programmeId: string }): Promise<boolean> {
  const { rows } = await sql<{ chooses: boolean }>`/* planned anew */ select exists (select from match_suggestions s
      join match_rounds o on o.id = s.round_id and o.status = 'published' and o.id <> ${roundId}
     where s.programme_id = ${programmeId} and s.coachee_id in (select coachee_id from match_results where round_id = ${roundId})) as chooses`.execute(
    db
  );
  return rows[0]?.chooses ?? false;
}

/** Whether something was said after the last run that the lists do not show yet: a pin that is not assigned, a listed pair that a coordinator keeps apart, other rules. */
export async function isStale(db: PersonDb, { roundId, programmeId }: { roundId: string; programmeId: string }): Promise<boolean> {
  const { rows } = await sql<{ stale: boolean }>`/* planned anew */ select exists (select from match_pins p where p.round_id = ${roundId}
      and not exists (select from match_results r where r.round_id = p.round_id and r.coachee_id = p.coachee_id
        and r.coach_id = p.coach_id and r.is_assigned))
    or exists (select from match_results r join match_bans b on b.coachee_id = r.coachee_id and b.coach_id = r.coach_id
      where r.round_id = ${roundId} and r.why <> 'full' and b.programme_id = ${programmeId})
    or exists (select from match_settings s join match_rounds m on m.id = ${roundId}
      where s.programme_id = ${programmeId} and s.changed_at > m.run_at) as stale`.execute(db);
  return rows[0]?.stale ?? false;
}

/** Who of the programme has told something else since the last run. */
export async function listChanged(db: PersonDb, { roundId, programmeId }: { roundId: string; programmeId: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`/* planned anew */ select distinct p.person_id as id from match_profiles p
      join match_rounds m on m.id = ${roundId} where p.programme_id = ${programmeId} and p.changed_at > m.run_at`.execute(db);
  return rows.map(({ id }) => id);
}

/** The listed pairs with one of these people. */
export async function listPairsWith(db: PersonDb, roundId: string, ids: readonly string[]): Promise<Pin[]> {
  const { rows } = await sql<Pin>`/* planned anew */ with these as (select unnest(${[...ids]}::uuid[]) as id)
    select coachee_id as "coacheeId", coach_id as "coachId" from match_results where round_id = ${roundId} and why <> 'full'
      and (coachee_id in (select id from these) or coach_id in (select id from these))`.execute(db);
  return rows;
}

/** Lets the coachees see their lists, without numbers (C23, C27); gives who has one. */
export async function publishResults(db: PersonDb, { roundId, programmeId }: { roundId: string; programmeId: string }): Promise<string[]> {
  await sql`/* planned anew */ insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why)
    select organisation_id, round_id, ${programmeId}::uuid, coachee_id, coach_id, place, why from match_results
     where round_id = ${roundId} and why <> 'full'`.execute(db);
  const rows = await db.selectFrom('match_suggestions').select('coachee_id').distinct().where('round_id', '=', roundId).execute();
  return rows.map((row) => row.coachee_id);
}
