import { sql } from 'kysely';
import type { RuleChange } from '#lib/domain/matching/rule-changes.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import type { MatchDecisionsTable } from '#lib/server/schema.generated.ts';
import { takeStock } from './take-stock.ts';

export type RoundStatus = 'draft' | 'running' | 'ready' | 'published' | 'closed';

/** How far a run is. */
export type RoundProgress = { stage: 'reading' | 'scoring' | 'assigning' | 'listing' | 'writing'; done: number; of: number };

/** A round as its coordinators see it. `isLost`: it says it runs, and nothing was heard of it for a while. */
export type Round = {
  id: string;
  programmeId: string;
  status: RoundStatus;
  progress: RoundProgress | null;
  createdAt: Date;
  runAt: Date | null;
  publishedAt: Date | null;
  isLost: boolean;
};

/** A run says at least every two seconds that it lives; after so many without a word it was killed. */
const lostAfterSeconds = 30;

function selectRounds(db: PersonDb) {
  return db
    .selectFrom('match_rounds')
    .select(['id', 'programme_id as programmeId', 'status', 'created_at as createdAt', 'run_at as runAt', 'published_at as publishedAt'])
    .select(sql<RoundProgress | null>`progress`.as('progress')) // written by keepProgress only
    .select(
      sql<boolean>`status = 'running' and coalesce(beat_at, run_at) < now() - make_interval(secs => ${lostAfterSeconds})`.as('isLost')
    );
}

/** The rounds of a programme the asker coordinates, the newest first. */
export async function listRounds(db: PersonDb, programmeId: string): Promise<Round[]> {
  return selectRounds(db).where('programme_id', '=', programmeId).orderBy('created_at', 'desc').execute();
}

/** The newest round of a programme the asker coordinates; null when there is none. */
export async function findNewestRound(db: PersonDb, programmeId: string): Promise<Round | null> {
  return (await selectRounds(db).where('programme_id', '=', programmeId).orderBy('created_at', 'desc').executeTakeFirst()) ?? null;
}

/** The rounds of all programmes the asker coordinates that are not closed, the newest first, with the names of the programmes. */
export async function listOpenRounds(db: PersonDb): Promise<(Round & { programme: string })[]> {
  return selectRounds(db)
    .select(sql<string>`(select name from programmes where programmes.id = match_rounds.programme_id)`.as('programme'))
    .where('status', '<>', 'closed')
    .orderBy('created_at', 'desc')
    .execute();
}

/** A round of a programme; null when it is not there or not theirs. */
export async function findRound(db: PersonDb, programmeId: string, id: string): Promise<Round | null> {
  return (await selectRounds(db).where('programme_id', '=', programmeId).where('id', '=', id).executeTakeFirst()) ?? null;
}

export type RoundPlace = { organisationId: string; personId: string; programmeId: string; roundId: string };

/**
 * A new round, with everybody who can take part: coachees without a pair, and coaches who handed in a profile and have places left. Who
 * evaluates in the programme is not among them; a coordinator can take them in (C14).
 */
export async function addRound(db: PersonDb, { organisationId, personId, programmeId, roundId }: RoundPlace): Promise<void> {
  await db
    .insertInto('match_rounds')
    .values({ organisation_id: organisationId, id: roundId, programme_id: programmeId, created_by: personId })
    .execute();
  const coachees = await sql`insert into match_participants (organisation_id, round_id, person_id, role)
    select m.organisation_id, ${roundId}::uuid, m.person_id, 'coachee' from memberships m
     where m.programme_id = ${programmeId} and m.role = 'coachee' and not exists (select from relationships r
       where r.programme_id = m.programme_id and r.coachee_id = m.person_id and r.status in ('proposed', 'active'))`.execute(db);
  const coaches = await sql`insert into match_participants (organisation_id, round_id, person_id, role, capacity)
    select organisation_id, ${roundId}::uuid, person_id, 'coach', places from (
      select m.organisation_id, m.person_id, (p.answers ->> 'capacity')::integer - (select count(*)::integer from relationships r
          where r.programme_id = m.programme_id and r.coach_id = m.person_id and r.status in ('proposed', 'active')) as places
        from memberships m join match_profiles p on p.organisation_id = m.organisation_id and p.programme_id = m.programme_id
          and p.person_id = m.person_id and p.role = 'coach' and p.handed_in_at is not null
       where m.programme_id = ${programmeId} and m.role = 'coach' and not exists (select from memberships e
         where e.programme_id = m.programme_id and e.person_id = m.person_id and e.role = 'evaluator')) coaches where places > 0`.execute(
    db
  );
  await takeStock(db, Number(coachees.numAffectedRows ?? 0) + Number(coaches.numAffectedRows ?? 0));
}

/** How many take part: coachees, coaches and their places. */
export async function countParticipants(db: PersonDb, roundId: string): Promise<{ coachees: number; coaches: number; places: number }> {
  const { rows } = await sql<{ coachees: number; coaches: number; places: number }>`
    select count(*) filter (where role = 'coachee')::integer as coachees, count(*) filter (where role = 'coach')::integer as coaches,
      coalesce(sum(capacity), 0)::integer as places from match_participants where round_id = ${roundId}`.execute(db);
  return rows[0] ?? { coachees: 0, coaches: 0, places: 0 };
}

/** How many take part in each round of a programme, by the id of the round; a round without anybody is not there. */
export async function countAllParticipants(
  db: PersonDb,
  programmeId: string
): Promise<Map<string, { coachees: number; coaches: number; places: number }>> {
  const { rows } = await sql<{ id: string; coachees: number; coaches: number; places: number }>`
    /* planned anew */ select round_id as id, count(*) filter (where role = 'coachee')::integer as coachees,
      count(*) filter (where role = 'coach')::integer as coaches, coalesce(sum(capacity), 0)::integer as places
      from match_participants where round_id in (select id from match_rounds where programme_id = ${programmeId}) group by round_id`.execute(
    db
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Begins a run; gives the moment that tells it from an earlier one, or null when the round runs already or is out. */
export async function beginRun(db: PersonDb, roundId: string, settings: object): Promise<Date | null> {
  const row = await db
    .updateTable('match_rounds')
    .set({
      ...{ status: 'running', settings: JSON.stringify(settings), progress: JSON.stringify({ stage: 'reading', done: 0, of: 1 }) },
      ...{ run_at: sql<Date>`date_trunc('milliseconds', now())`, beat_at: sql<Date>`now()` }
    })
    .where('id', '=', roundId)
    .where((or) =>
      or.or([
        or('status', 'in', ['draft', 'ready']),
        sql<boolean>`status = 'running' and coalesce(beat_at, run_at) < now() - make_interval(secs => ${lostAfterSeconds})`
      ])
    )
    .returning('run_at')
    .executeTakeFirst();
  return row?.run_at ?? null;
}

/** Says how far a run is; false when it is no longer wanted: cancelled, or begun again. */
export async function keepProgress(
  db: PersonDb,
  { roundId, runAt }: { roundId: string; runAt: Date },
  progress: RoundProgress
): Promise<boolean> {
  const row = await db
    .updateTable('match_rounds')
    .set({ progress: JSON.stringify(progress), beat_at: sql<Date>`now()` })
    .where('id', '=', roundId)
    .where('status', '=', 'running')
    .where('run_at', '=', runAt)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a round in another state when it is in one of these, and, with `runAt`, this run of it goes on; false when it is not. */
export async function moveRound(
  db: PersonDb,
  roundId: string,
  { from, to, runAt }: { from: readonly RoundStatus[]; to: RoundStatus; runAt?: Date }
): Promise<boolean> {
  const row = await db
    .updateTable('match_rounds')
    .set({ status: to, progress: null, ...(to === 'published' && { published_at: sql<Date>`now()` }) })
    .where('id', '=', roundId)
    .where('status', 'in', [...from])
    .$if(runAt !== undefined, (query) => query.where('run_at', '=', runAt ?? null))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type Decision = {
  act: MatchDecisionsTable['act'];
  coacheeId?: string;
  coachId?: string;
  detail?: object;
};

/** Writes down who decided what. */
export async function addDecision(db: PersonDb, { organisationId, personId, roundId }: RoundPlace, decision: Decision): Promise<void> {
  const { act, coacheeId = null, coachId = null, detail } = decision;
  await db
    .insertInto('match_decisions')
    .values({
      ...{ organisation_id: organisationId, id: newId(), round_id: roundId, person_id: personId, act },
      ...{ coachee_id: coacheeId, coach_id: coachId, detail: detail ? JSON.stringify(detail) : null }
    })
    .execute();
}

/** What somebody decided. A name is null of whoever is gone; `changes`: of rules, and null of anything else. */
export type Decided = {
  id: string;
  at: Date;
  act: Decision['act'];
  by: string | null;
  coachee: string | null;
  coach: string | null;
  changes: RuleChange[] | null;
};

/** Who decided what, the newest first; without a `part` all of it. */
export async function listDecisions(db: PersonDb, roundId: string, part?: { offset: number; most: number }): Promise<Decided[]> {
  const nameOf = (column: 'person_id' | 'coachee_id' | 'coach_id') =>
    sql<string | null>`(select name from people where people.id = ${sql.ref(`match_decisions.${column}`)})`;
  return db
    .selectFrom('match_decisions')
    .select(['id', 'at', 'act'])
    .select([nameOf('person_id').as('by'), nameOf('coachee_id').as('coachee'), nameOf('coach_id').as('coach')])
    .select(sql<RuleChange[] | null>`detail -> 'changes'`.as('changes')) // written by useRules only
    .where('round_id', '=', roundId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .$if(part !== undefined, (query) => query.offset(part?.offset ?? 0).limit(part?.most ?? 0))
    .execute();
}

export async function countDecisions(db: PersonDb, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from match_decisions where round_id = ${roundId}`.execute(
    db
  );
  return rows[0]?.count ?? 0;
}

/** The names of people by their ids, as far as the asker may see them. */
export async function listNames(db: PersonDb, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
