import { sql } from 'kysely';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';

/** An account of one organisation. */
export type AccountId = { organisationId: string; personId: string };

/** A mail that says: something waits for you there. `path`: where in Vierpoot, from its root. */
type Notice = AccountId & { path: string };

/** The same about one talk, as it stood after so many changes. */
type TalkNotice = Notice & { conversationId: string; changes: number };

/** Not before this moment, as an ISO text. */
type Later = { dueAt: string };

/** What each kind of job carries: ids and paths, never what somebody wrote. `organisationId` is the tenant of the job. */
export type JobData = {
  /** No accounts: nobody has the address; queued all the same, so that asking costs the same. `next`: where to go after signing in. */
  'send-sign-in-link': { organisationId: string; accounts: readonly AccountId[]; next: string };
  'send-invitation': { organisationId: string; invitationId: string };
  /** Somebody was brought into a programme by a coordinator. */
  'taken-in': Notice;
  'pair-proposed': Notice;
  'pair-started': Notice;
  'mirror-opened': Notice;
  'mirror-ready': Notice;
  /** The coachee lets the coach see something of a round, of which the coach saw nothing before (C17). */
  'mirror-shared': Notice;
  /** Suggestions are out: a coachee may choose. */
  'match-published': Notice;
  /** A coachee chose; the first of the choice is to be asked. */
  'match-choice': { organisationId: string; roundId: string; coacheeId: string };
  /** A coach who was asked through the match answered, or did not. */
  'match-answer': { organisationId: string; relationshipId: string };
  /** A coach is asked; and again after ten days. */
  'match-asked': Notice;
  'match-reminder': Notice;
  /** A coachee chose somebody else after a coach said yes: to that coach. */
  'match-let-go': Notice;
  /** None of the chosen coaches can: to the coachee. */
  'match-nobody-left': Notice;
  /** A coachee wants a talk or other suggestions, or nobody of the choice is left: to the coordinator. */
  'match-wants-talk': Notice;
  /** The other stopped (C28). */
  'pair-stopped': Notice;
  /** News of a talk; see announce-conversation.ts. */
  'conversation-proposed': TalkNotice;
  'conversation-planned': TalkNotice;
  'conversation-moved': TalkNotice;
  'conversation-cancelled': TalkNotice;
  /** The coach put another hat on a talk (C12). */
  'conversation-hat': Notice;
  /** A day before a talk; nothing when it has changed since. */
  'conversation-reminder': TalkNotice & Later;
  /** A version of the agreement waits for a signature. */
  'agreement-to-sign': Notice;
  /** The day on which the pair wanted to look at its agreement again; nothing when there is a newer one. */
  'agreement-review': Notice & Later & { relationshipId: string; agreementId: string };
  /** The day an action was meant for; nothing when it is done. */
  'action-due': Notice & Later & { actionId: string };
  /** The summary of a week. */
  digest: Notice;
  /** Somebody's password or passkeys were changed. */
  'sign-in-changed': Notice;
};
export type JobKind = keyof JobData;

/** A job somebody is working on, with the lease that says who. `data` has the shape of its kind only if the job was queued here. */
export type ClaimedJob = { organisationId: string; id: string; kind: string; data: unknown; tries: number; lease: Date; isOld: boolean };

export const maxTries = 8;
const leaseMinutes = 5;
/** A link asked for longer ago than this helps nobody any more. */
const oldAfterMinutes = 30;

const listeners = new Set<() => void>();

/** Calls `listener` at every enqueue of this process; gives the way to stop listening. */
export function onEnqueued(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Queues work in the transaction at hand: no commit, no job. The same notice twice before it went out is one. */
export async function enqueue<Kind extends JobKind>(db: PersonDb | SystemDb, kind: Kind, data: JobData[Kind]): Promise<void> {
  await enqueueAll(db, kind, [data]);
}

/** The same for many at once, a few hundred to a statement. */
export async function enqueueAll<Kind extends JobKind>(db: PersonDb | SystemDb, kind: Kind, all: readonly JobData[Kind][]): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) {
    const jobs = all.slice(from, from + atOnce).map((data) => jobOf(kind, data));
    await db
      .insertInto('jobs')
      .values(jobs)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const listener of listeners) listener();
}

const atOnce = 500;

function jobOf<Kind extends JobKind>(kind: Kind, data: JobData[Kind]) {
  const job = { organisation_id: data.organisationId, id: newId(), kind, data: JSON.stringify(data), unique_key: uniqueKey(kind, data) };
  return 'dueAt' in data ? { ...job, due_at: new Date(data.dueAt) } : job;
}

function uniqueKey(kind: JobKind, data: JobData[JobKind]): string | null {
  if ('invitationId' in data) return `${kind}:${data.invitationId}`;
  if ('changes' in data) return `${kind}:${data.personId}:${data.conversationId}:${data.changes}`;
  if ('actionId' in data) return `${kind}:${data.actionId}`;
  if ('agreementId' in data) return `${kind}:${data.personId}:${data.agreementId}`;
  if ('path' in data) return `${kind}:${data.personId}:${data.path}`;
  return null;
}

/** Takes the first due job nobody else is working on; null when there is none. Counts as a try. */
export async function claimJob(db: SystemDb): Promise<ClaimedJob | null> {
  const due = db
    .selectFrom('jobs')
    .select(['organisation_id', 'id'])
    .where('tries', '<', maxTries)
    .where('due_at', '<=', sql<Date>`now()`)
    .where((or) => or.or([or('leased_until', 'is', null), or('leased_until', '<', sql<Date>`now()`)]))
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked();
  const row = await db
    .with('due', () => due)
    .updateTable('jobs')
    .from('due')
    .set({
      tries: sql`jobs.tries + 1`,
      unique_key: sql<string | null>`case when jobs.tries + 1 >= ${maxTries} then null else jobs.unique_key end`,
      leased_until: sql`date_trunc('milliseconds', now()) + make_interval(mins => ${leaseMinutes})`
    })
    .whereRef('jobs.organisation_id', '=', 'due.organisation_id')
    .whereRef('jobs.id', '=', 'due.id')
    .returning(['jobs.organisation_id', 'jobs.id', 'jobs.kind', 'jobs.data', 'jobs.tries', 'jobs.leased_until'])
    .returning(sql<boolean>`jobs.created_at < now() - make_interval(mins => ${oldAfterMinutes})`.as('is_old'))
    .executeTakeFirst();
  return row?.leased_until ? { ...row, organisationId: row.organisation_id, lease: row.leased_until, isOld: row.is_old } : null;
}

/** Seconds until the next job is due (0: now); null when none waits. */
export async function secondsToNextJob(db: SystemDb): Promise<number | null> {
  const row = await db
    .selectFrom('jobs')
    .select(sql<number | null>`extract(epoch from min(greatest(due_at, leased_until)) - now())::float`.as('seconds'))
    .where('tries', '<', maxTries)
    .executeTakeFirst();
  const seconds = row?.seconds ?? null;
  return seconds === null ? null : Math.max(0, seconds);
}

/** Takes a finished job away; nothing happens when the lease has gone to somebody else. */
export async function finishJob(db: SystemDb, job: ClaimedJob): Promise<void> {
  await db
    .deleteFrom('jobs')
    .where('organisation_id', '=', job.organisationId)
    .where('id', '=', job.id)
    .where('leased_until', '=', job.lease)
    .execute();
}

export type JobFault = { error: string; retryInMinutes: number };

/** Puts a failed job back for later. `error` names the fault; it never holds an address or a text. */
export async function returnJob(db: SystemDb, job: ClaimedJob, { error, retryInMinutes }: JobFault): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ error, leased_until: null, due_at: sql`now() + make_interval(mins => ${retryInMinutes})` })
    .where('organisation_id', '=', job.organisationId)
    .where('id', '=', job.id)
    .where('leased_until', '=', job.lease)
    .execute();
}

/** Forgets what was given up: the eighth try came within a day, and after 30 days nobody is helped by it any more. */
export async function forgetLostJobs(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('jobs')
    .where('tries', '>=', maxTries)
    .where('created_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute();
}

/** How many mails of the organisation nobody could deliver; 0 for anybody but its administrators. */
export async function countUndeliveredMails(db: PersonDb): Promise<number> {
  const { rows } = await sql<{ count: number }>`select app.undelivered_mails() as count`.execute(db);
  return rows[0]?.count ?? 0;
}
