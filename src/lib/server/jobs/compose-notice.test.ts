import { sync } from 'node-ical';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { readLibrary } from '#lib/content/library.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { readSwitchOff } from '#lib/server/mail/switch-off.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { setUnwantedMail } from '#lib/server/queries/mail-choices.ts';
import { findRelationship } from '#lib/server/queries/relationships.ts';
import { agreeAction } from '#lib/server/use-cases/keep-actions.ts';
import { closeConversation, moveConversation, planConversation } from '#lib/server/use-cases/plan-conversation.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';
import { newRing, postHouse } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { queueDigests } from './queue-digests.ts';
import { runNextJob } from './run-jobs.ts';

const ring = newRing();
const library = readLibrary(process.cwd());
const day = 24 * 60 * 60 * 1000;
const soon = () => Math.ceil(Date.now() / day) * day + 3 * day + 13 * 60 * 60 * 1000;
const planOf = (...moments: number[]) => ({ moments, minutes: 45, place: 'Bij de vijver' });

function as<T>(town: Town, name: 'coach' | 'coachee', work: (db: PersonDb, at: PairReading & { me: string }) => Promise<T>): Promise<T> {
  const person = town.people[name];
  return town.database.doors.asPerson(person.token, async (db) => {
    const pair = (await findRelationship(db, town.pair, person.id)) ?? expect.fail('not their pair');
    const seal = await sealForPair(db, ring, { organisationId: pair.organisationId, relationshipId: pair.id });
    return work(db, { pair, seal, library, me: person.id });
  });
}

const plan = (town: Town, ...moments: number[]) =>
  as(town, 'coach', async (db, { pair, seal, me }) => {
    const id = await planConversation(db, { pair, seal, personId: me, timeZone: 'Europe/Brussels' }, planOf(...moments));
    return id ?? expect.fail('not planned');
  });

const move = (town: Town, conversationId: string, ...moments: number[]) =>
  as(town, 'coachee', (db, { pair, seal, me }) =>
    moveConversation(db, { pair, seal, personId: me, timeZone: 'Europe/Brussels' }, { conversationId, plan: planOf(...moments) })
  );

/** What is sent now; everything that was to be sent later too when `isLater`. */
async function post(town: Town, isLater = false): Promise<Mail[]> {
  if (isLater)
    await town.database.doors.asSystem('test', (db) =>
      db
        .updateTable('jobs')
        .set({ due_at: sql`now()` })
        .execute()
    );
  const { house, sent } = postHouse(town.database, ring);
  while (await runNextJob(house));
  return sent;
}

/** The event in a mail, as another program reads it. */
function eventOf(mail: Mail | undefined) {
  const event = Object.values(sync.parseICS(mail?.calendar?.content ?? '')).find((component) => component?.type === 'VEVENT');
  return event?.type === 'VEVENT' ? event : expect.fail('no event in the mail');
}

onBothEngines('mails about talks', (open) => {
  const townWithoutMail = async () => {
    const town = await buildTown(open());
    await town.database.doors.asSystem('test', (db) => db.deleteFrom('jobs').execute());
    return town;
  };

  it('sends both an invitation for their calendar, without a word of what or where', async () => {
    const town = await townWithoutMail();
    const at = soon();
    await plan(town, at);
    const mails = await post(town);
    expect(mails).toHaveLength(2);
    for (const mail of mails) {
      expect(eventOf(mail).start.getTime()).toBe(at);
      expect([mail.calendar?.method, String(eventOf(mail).sequence)]).toEqual(['request', '0']);
      expect(`${mail.subject}${mail.text}${mail.html}${mail.calendar?.content ?? ''}`).not.toContain('vijver');
    }
  });

  it('moves and calls off the same event, with a rising sequence', async () => {
    const town = await townWithoutMail();
    const id = await plan(town, soon());
    const [first] = await post(town);
    await move(town, id, soon() + day);
    const [moved] = await post(town);
    await as(town, 'coach', (db, { pair }) => closeConversation(db, { pair }, { conversationId: id, as: 'cancelled', at: new Date() }));
    const [off] = await post(town);
    expect([first, moved, off].map((mail) => eventOf(mail).uid)).toEqual(Array(3).fill(eventOf(first).uid));
    expect([first, moved, off].map((mail) => Number(eventOf(mail).sequence))).toEqual([0, 1, 2]);
    expect([first, moved, off].map((mail) => mail?.calendar?.method)).toEqual(['request', 'request', 'cancel']);
  });

  it('asks the other alone to choose from several moments, and withdraws an appointment that opens up again', async () => {
    const town = await townWithoutMail();
    const id = await plan(town, soon(), soon() + day);
    expect((await post(town)).map(({ calendar }) => calendar)).toEqual([null]);
    await move(town, id, soon() + day);
    await post(town);
    await move(town, id, soon(), soon() + day);
    expect((await post(town)).map(({ calendar }) => calendar?.method)).toEqual(['cancel', 'cancel']);
  });

  it('tells of the last of two moves, also when the first was still under way', async () => {
    const town = await townWithoutMail();
    const id = await plan(town, soon());
    await post(town);
    await move(town, id, soon() + day);
    await move(town, id, soon() + 2 * day);
    const mails = await post(town);
    expect(mails.map((mail) => eventOf(mail).start.getTime())).toEqual([soon() + 2 * day, soon() + 2 * day]);
  });

  it('lets a mail that was given up stand in the way of no other (F7)', async () => {
    const town = await townWithoutMail();
    const notice = { organisationId: town.organisation, personId: town.people.coach.id, path: '/home' };
    const queue = () => town.database.doors.asSystem('test', (db) => enqueue(db, 'agreement-to-sign', notice));
    await queue();
    const { house } = postHouse(town.database, ring, () => Promise.reject(new Error('down')));
    for (let tries = 0; tries < 8; tries += 1) {
      await town.database.doors.asSystem('test', (db) =>
        db
          .updateTable('jobs')
          .set({ due_at: sql`now()` })
          .execute()
      );
      await runNextJob(house);
    }
    await queue();
    expect(await post(town)).toHaveLength(1);
  });

  it('tells only how a talk now stands when it changed before the mail went out', async () => {
    const town = await townWithoutMail();
    const id = await plan(town, soon());
    await as(town, 'coach', (db, { pair }) => closeConversation(db, { pair }, { conversationId: id, as: 'cancelled', at: new Date() }));
    expect((await post(town)).map(({ calendar }) => calendar?.method)).toEqual(['cancel', 'cancel']);
  });

  it('reminds both a day before, once, and not of a moment that is no longer', async () => {
    const town = await townWithoutMail();
    const id = await plan(town, soon());
    await move(town, id, soon() + day);
    await post(town);
    expect(await post(town, true)).toHaveLength(2);
    expect(await post(town, true)).toEqual([]);
  });

  it('reminds of an action on its day, unless it is done', async () => {
    const town = await townWithoutMail();
    const agree = () =>
      as(town, 'coachee', (db, at) =>
        agreeAction(db, at, { text: 'Rooster', owner: 'coach', dueOn: '2099-12-01', conversationId: null, createdBy: at.me })
      );
    await agree();
    const [mail, ...others] = await post(town, true);
    expect([others, mail?.text.includes('Rooster')]).toEqual([[], false]);
    await agree();
    await as(town, 'coach', (db) =>
      db
        .updateTable('actions')
        .set({ done_at: sql<Date>`now()` })
        .execute()
    );
    expect(await post(town, true)).toEqual([]);
  });

  it('sends nothing of a kind that was switched off, by the settings or by the link in the mail itself', async () => {
    const town = await townWithoutMail();
    const coach = { organisationId: town.organisation, personId: town.people.coach.id };
    await as(town, 'coach', (db) => setUnwantedMail(db, coach, ['conversation']));
    await plan(town, soon());
    const mails = await post(town);
    expect(mails).toHaveLength(1);
    const link = mails[0]?.switchOff?.split('/').at(-1) ?? '';
    expect(readSwitchOff(ring, link)).toMatchObject({ personId: town.people.coachee.id, kind: 'conversation' });
    expect(readSwitchOff(ring, link.slice(0, -4))).toBeNull();
  });

  it('sends nothing more of a pair that stopped (C28)', async () => {
    const town = await townWithoutMail();
    await plan(town, soon());
    await as(town, 'coachee', (db) => sql`select app.end_relationship(${town.pair})`.execute(db));
    expect(await post(town, true)).toEqual([]);
  });

  it('takes each weekly summary once on a Monday morning, however many look for it, and not before seven or for who does not want it', async () => {
    const town = await townWithoutMail();
    const { doors } = town.database;
    const [early, morning] = [new Date('2026-11-23T05:30:00Z'), new Date('2026-11-23T06:30:00Z')]; // half past six and seven in Brussels
    const queued = () => doors.asSystem('test', (db) => db.selectFrom('jobs').select('data').where('kind', '=', 'digest').execute());
    const coach = { organisationId: town.organisation, personId: town.people.coach.id };
    await as(town, 'coach', (db) => setUnwantedMail(db, coach, ['digest']));
    await queueDigests(doors.asSystem, early);
    expect(await queued()).toEqual([]);
    await Promise.all([queueDigests(doors.asSystem, morning), queueDigests(doors.asSystem, morning)]);
    const mine = (await queued()).map(({ data }) => JSON.stringify(data));
    expect(mine.filter((data) => data.includes(town.people.coachee.id))).toHaveLength(1);
    expect(mine.filter((data) => data.includes(town.people.coach.id))).toEqual([]);
  });

  it("sums up a week in times and numbers, in nobody's words", async () => {
    const town = await townWithoutMail();
    await plan(town, soon());
    await post(town);
    await town.database.doors.asSystem('test', (db) =>
      enqueue(db, 'digest', { organisationId: town.organisation, personId: town.people.coach.id, path: '/home' })
    );
    const [mail] = await post(town);
    expect(mail?.text).toMatch(/\d\d:\d\d/u);
    expect(mail?.text).not.toContain('vijver');
  });
});
