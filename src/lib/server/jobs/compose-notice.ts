import { isDoneToday } from '#lib/server/auth/throttle.ts';
import { makeCalendar } from '#lib/server/calendar/make-calendar.ts';
import { say } from '#lib/i18n/m.ts';
import type { SystemDb } from '#lib/server/db.ts';
import { switchOffLink } from '#lib/server/mail/switch-off.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { digestLetter, type NoticeKind, noticeLetter, notices } from '#lib/server/mail/notices.ts';
import { type Account, findAccount } from '#lib/server/queries/accounts.ts';
import type { AccountId, ClaimedJob, JobData } from '#lib/server/queries/jobs.ts';
import { isUnwanted, type MailChoice } from '#lib/server/queries/mail-choices.ts';
import {
  findAgreementInForce,
  findDigestFacts,
  findTalkTimes,
  isActionOpen,
  type TalkFactsForMail
} from '#lib/server/queries/mail-facts.ts';
import type { Running } from '#lib/server/running.ts';

/** What a letter is made from: the way to the database, the keys for links, and our own address. */
export type Desk = Pick<Running, 'ring' | 'settings'> & { database: Pick<Running['database'], 'doors'> };

type Notice = AccountId & { path: string };

/** A mail that says something waits; null when nobody has the address any more or does not want this kind. */
export async function composeNotice(desk: Desk, data: Notice, job: ClaimedJob): Promise<Mail | null> {
  return composeIf(desk, data, { job, isDue: () => Promise.resolve(true) });
}

/** Once a day for a person and a programme: a file can be taken back and brought again without end. */
export async function composeTakenIn(desk: Desk, data: Notice, job: ClaimedJob): Promise<Mail | null> {
  const isFirst = async (db: SystemDb) => job.tries > 1 || !(await isDoneToday(db, desk.ring, `taken-in ${data.personId} ${data.path}`));
  return composeIf(desk, data, { job, isDue: isFirst });
}

type TalkNotice = JobData['conversation-planned'];

/** News of a talk as it now stands; an appointment, or the end of one, goes along for the calendar. */
export async function composeTalk(desk: Desk, data: TalkNotice, job: ClaimedJob): Promise<Mail | null> {
  const [receiver, talk] = await ask(desk, async (db) => [await findWilling(db, data, job), await findTalk(db, data, job)] as const);
  if (!receiver || talk?.changes !== data.changes) return null; // it has changed since: a later mail tells
  const kind = job.kind as NoticeKind; // one of the kinds that lead here
  const at = talk.state === 'planned' ? talk.startsAt : null;
  const letter = noticeLetter(receiver, kind, { url: urlOf(desk, data.path), at });
  return { ...letter, switchOff: switchOffFor(desk, receiver, kind), calendar: calendarFor(desk, receiver, { data, talk }) };
}

/** A day before a talk; null when it was moved or called off since. */
export async function composeReminder(desk: Desk, data: JobData['conversation-reminder'], job: ClaimedJob): Promise<Mail | null> {
  const isDue = async (db: SystemDb) => {
    const talk = await findTalk(db, data, job);
    return talk?.state === 'planned' && talk.changes === data.changes;
  };
  return composeIf(desk, data, { job, isDue });
}

/** Null when a newer agreement is in force, or the pair is over. */
export async function composeReview(desk: Desk, data: JobData['agreement-review'], job: ClaimedJob): Promise<Mail | null> {
  const pair = { organisationId: job.organisationId, relationshipId: data.relationshipId };
  return composeIf(desk, data, { job, isDue: async (db) => (await findAgreementInForce(db, pair)) === data.agreementId });
}

/** Null when the action is done or let go. */
export async function composeActionDue(desk: Desk, data: JobData['action-due'], job: ClaimedJob): Promise<Mail | null> {
  return composeIf(desk, data, { job, isDue: (db) => isActionOpen(db, { organisationId: job.organisationId, id: data.actionId }) });
}

/** The summary of a week; null when there is nothing to sum up. */
export async function composeDigest(desk: Desk, data: JobData['digest'], job: ClaimedJob): Promise<Mail | null> {
  const person = { ...data, organisationId: job.organisationId };
  const [receiver, facts] = await ask(desk, async (db) => [await findWilling(db, data, job), await findDigestFacts(db, person)] as const);
  if (!receiver || (facts.talks.length === 0 && facts.openActions === 0)) return null;
  const letter = digestLetter(receiver, { ...facts, url: urlOf(desk, data.path) });
  return { ...letter, switchOff: switchOffLink(desk, receiver, 'digest'), calendar: null };
}

async function composeIf(
  desk: Desk,
  data: Notice,
  { job, isDue }: { job: ClaimedJob; isDue: (db: SystemDb) => Promise<boolean> }
): Promise<Mail | null> {
  const receiver = await ask(desk, async (db) => ((await isDue(db)) ? findWilling(db, data, job) : null));
  if (!receiver) return null;
  const kind = job.kind as NoticeKind; // one of the kinds that lead here
  const letter = noticeLetter(receiver, kind, { url: urlOf(desk, data.path) });
  return { ...letter, switchOff: switchOffFor(desk, receiver, kind), calendar: null };
}

function ask<T>(desk: Desk, work: (db: SystemDb) => Promise<T>): Promise<T> {
  return desk.database.doors.asSystem('mail: notice', work);
}

/** The receiver, unless they switched this kind off. */
async function findWilling(db: SystemDb, { personId }: AccountId, { kind, organisationId }: ClaimedJob): Promise<Account | null> {
  const account = await findAccount(db, { organisationId, personId });
  const choice = choiceOf(kind);
  return account && choice && (await isUnwanted(db, account, choice)) ? null : account;
}

function choiceOf(kind: string): MailChoice | null {
  if (kind === 'digest') return 'digest';
  return notices[kind as NoticeKind].choice; // one of the kinds that lead here
}

function switchOffFor(desk: Desk, receiver: Account, kind: NoticeKind): string | null {
  const { choice } = notices[kind];
  return choice === null ? null : switchOffLink(desk, receiver, choice);
}

function findTalk(db: SystemDb, { conversationId }: TalkNotice, { organisationId }: ClaimedJob): Promise<TalkFactsForMail | null> {
  return findTalkTimes(db, { organisationId, id: conversationId });
}

function urlOf({ settings }: Desk, path: string): string {
  return new URL(path, settings.publicUrl).href;
}

type About = { data: TalkNotice; talk: TalkFactsForMail };

/** What a calendar is told: the appointment, its end, or nothing for a talk that never had a date. */
function calendarFor(desk: Desk, receiver: Account, { data, talk }: About): Mail['calendar'] {
  const { startsAt, minutes, changes } = talk;
  if (startsAt === null && changes === 0) return null;
  const method = talk.state === 'planned' ? ('request' as const) : ('cancel' as const);
  const event = { id: data.conversationId, startsAt, minutes, changes, url: urlOf(desk, data.path) };
  const content = makeCalendar([event], {
    method,
    summary: say(receiver.language, 'mail_talk_name'),
    timeZone: receiver.timeZone,
    host: desk.settings.publicUrl.hostname,
    organizer: addressOf(desk.settings.mailFrom),
    attendee: receiver.email,
    now: new Date()
  });
  return { method, content };
}

/** The address in "Vierpoot <no-reply@example.org>". */
function addressOf(from: string): string {
  return /<([^<>]+)>/u.exec(from)?.[1] ?? from;
}
