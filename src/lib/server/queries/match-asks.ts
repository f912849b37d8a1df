import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';

/** A coachee of a round whose next choice may have to be asked. */
export type Chooser = { organisationId: string; roundId: string; coacheeId: string };

/** Whom to tell what after asking: a coach is asked in a pair, nobody of the choice is left, or the coordinator is to talk with somebody. */
export type AskNews = { personId: string; news: 'asked' | 'nobody-left' | 'wants-talk'; aboutId: string };

/** Asks the coach a coachee wants most of those who were not asked in vain; nothing when that one is being asked already. */
export async function askNext(db: SystemDb, { organisationId, roundId, coacheeId }: Chooser): Promise<AskNews[]> {
  const { rows } = await sql<{ told_id: string; news: AskNews['news']; about_id: string }>`
    select * from app.ask_next(${organisationId}, ${roundId}, ${coacheeId})`.execute(db);
  return rows.map((row) => ({ personId: row.told_id, news: row.news, aboutId: row.about_id }));
}

/** The coachees whose next choice is to be asked after an answer, also to a pair that was made by hand. */
export async function listChoosersToFollow(db: SystemDb, pair: { organisationId: string; relationshipId: string }): Promise<Chooser[]> {
  const { rows } = await sql<{ round_id: string; coachee_id: string }>`
    select * from app.asks_to_follow(${pair.organisationId}, ${pair.relationshipId})`.execute(db);
  return rows.map((row) => ({ organisationId: pair.organisationId, roundId: row.round_id, coacheeId: row.coachee_id }));
}

/** Who did not answer: a coach, reminded now or let go, or a coachee who is to read what the coach said anew. */
export type Silence = { organisationId: string; personId: string; relationshipId: string; news: 'remind' | 'silent' | 'nudge' };

/** Reminds of what was asked ten days ago, and lets go what a coach was reminded of four days ago; each once. */
export async function followSilence(db: SystemDb, moment: Date): Promise<Silence[]> {
  const { rows } = await sql<{ organisation_id: string; person_id: string; relationship_id: string; news: Silence['news'] }>`
    select * from app.follow_silence(${moment})`.execute(db);
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    personId: row.person_id,
    relationshipId: row.relationship_id,
    news: row.news
  }));
}

/** Whether this pair of the acting person was asked for through the match, and waits for an answer. */
export async function isAsked(db: PersonDb, relationshipId: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`select app.is_asked(${relationshipId}) as asked`.execute(db);
  return rows[0]?.asked ?? false;
}

/**
 * Whether a coachee is not to know yet who is being asked: before the coach says yes. Who reads one name today and another next week knows
 * who said no.
 */
export async function isAskedUnseen(db: PersonDb, pair: AskedSide): Promise<boolean> {
  return pair.side === 'coachee' && pair.status === 'proposed' && !pair.otherAccepted && isAsked(db, pair.id);
}

type AskedSide = { id: string; side: 'coach' | 'coachee'; status: string; otherAccepted: boolean };

/** Whether the acting coach was asked for this pair, and it is over. */
export async function wasAsked(db: PersonDb, relationshipId: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`select app.was_asked(${relationshipId}) as asked`.execute(db);
  return rows[0]?.asked ?? false;
}

/** A coachee, or the coachee of a pair. */
export type LettingGo = { organisationId: string } & ({ coacheeId: string } | { relationshipId: string });

/** The coaches who said yes to a coachee who went on without them; each comes once. */
export async function tellLetGo(db: SystemDb, who: LettingGo): Promise<string[]> {
  const [coachee, pair] = 'coacheeId' in who ? [who.coacheeId, null] : [null, who.relationshipId];
  const { rows } = await sql<{
    id: string;
  }>`select person_id as id from app.tell_let_go(${who.organisationId}, ${coachee}, ${pair})`.execute(db);
  return rows.map(({ id }) => id);
}

/** Keeps why the acting coach says no, sealed; before the no itself. */
export async function sayWhyNot(db: PersonDb, relationshipId: string, sealed: Buffer): Promise<void> {
  await sql`select app.say_why_not(${relationshipId}, ${sealed})`.execute(db);
}

/**
 * One coach asked by one coachee. `outcome` null: not answered yet; `saidYes`: the coach did, whatever came of it; `reason` sealed, for the
 * coordinator alone.
 */
export type Ask = {
  relationshipId: string;
  coacheeId: string;
  coachId: string;
  askedAt: Date;
  outcome: 'accepted' | 'declined' | 'silent' | 'full' | 'withdrawn' | null;
  saidYes: boolean;
  reason: Buffer | null;
};

/** How the asking goes in a round the acting person coordinates, or for one coachee of it, old to new; none for anybody else. */
export async function listAsks(db: PersonDb, roundId: string, coacheeId: string | null = null): Promise<Ask[]> {
  const { rows } = await sql<{
    relationship_id: string;
    coachee_id: string;
    coach_id: string;
    asked_at: Date;
    outcome: Ask['outcome'];
    said_yes: boolean;
    reason: Buffer | null;
  }>`select a.*, coalesce(r.coach_accepted_at is not null, false) as said_yes from app.asks_of(${roundId}) a
    left join relationships r on r.id = a.relationship_id where a.coachee_id = coalesce(${coacheeId}::uuid, a.coachee_id)
    order by a.asked_at`.execute(db);
  return rows.map((row) => ({
    relationshipId: row.relationship_id,
    coacheeId: row.coachee_id,
    coachId: row.coach_id,
    askedAt: row.asked_at,
    outcome: row.outcome,
    saidYes: row.said_yes,
    reason: row.reason
  }));
}
