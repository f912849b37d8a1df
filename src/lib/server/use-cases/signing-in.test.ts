import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { BusyError, hashPassword } from '#lib/server/auth/hash-password.ts';
import { hashOf, linkPart, newToken, tokenOfLink } from '#lib/server/auth/token.ts';
import { NoSessionError } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { setPasswordHash } from '#lib/server/queries/accounts.ts';
import { addPerson } from '#lib/server/queries/people.ts';
import { addSignInLink, isLinkAlive } from '#lib/server/queries/sign-in-links.ts';
import { endAllSessions, endOwnSession, listOwnSessions } from '#lib/server/queries/sessions.ts';
import { newBrowser, newRing, postHouse, trierAt } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { changePassword } from './change-password.ts';
import { confirmWithPassword } from './confirm-with-password.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { signInAsDemo } from './sign-in-as-demo.ts';
import { signInWithLink } from './sign-in-with-link.ts';
import { provePasskey, signInWithPasskey } from './sign-in-with-passkey.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const ring = newRing();
const passphrase = 'vier blauwe olifanten';
let town: Town | null = null;

async function townOf(database: Database): Promise<Town> {
  if (town?.database !== database) town = await buildTown(database);
  return town;
}

const accountOf = ({ people }: Town, name: Identity) => ({ organisationId: people[name].organisation, personId: people[name].id });

async function givePassword(here: Town, name: Identity, password = passphrase): Promise<void> {
  const hash = await hashPassword(password);
  await here.database.doors.asSystem('test', (db) => setPasswordHash(db, accountOf(here, name), hash));
}

const enter = (here: Town, email: string, password: string, address?: string) =>
  signInWithPassword(here.database.doors.asSystem, ring, { trier: trierAt(email, address), password, browser: newBrowser });

async function linkFor(here: Town, name: Identity, minutes = 10): Promise<Buffer> {
  const token = newToken();
  const link = { ...accountOf(here, name), id: newId(), tokenHash: hashOf(token), minutes };
  await here.database.doors.asSystem('test', (db) => addSignInLink(db, link));
  return token;
}

const useLink = (here: Town, token: Buffer) =>
  signInWithLink(here.database.doors.asSystem, ring, { token, browser: newBrowser, trierFor: (email) => trierAt(email) });

onBothEngines('signing in', (opened) => {
  it('lets somebody in with their password, with a new token every time', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'coach');
    const [first, second] = [await enter(here, 'coach@example.org', passphrase), await enter(here, 'coach@example.org', passphrase)];
    if (typeof first === 'string' || typeof second === 'string') return expect.fail('refused');
    expect(first.token.equals(second.token)).toBe(false);
    expect((await here.database.doors.identify(first.token))?.personId).toBe(here.people.coach.id);
  });

  it('answers a wrong password, an account without one and an address of nobody the same, and not before the same time', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'otherCoach');
    for (const email of ['othercoach@example.org', 'exCoach@example.org'.toLowerCase(), 'nobody@example.org']) {
      const from = performance.now();
      expect(await enter(here, email, 'iets heel anders dan dat')).toBe('wrong');
      expect(performance.now() - from).toBeGreaterThan(395);
    }
  });

  it('hashes for an address of nobody as for one it knows: a full queue stops both', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'otherCoach');
    let isOver = false;
    const again = (): Promise<unknown> => (isOver ? Promise.resolve() : hashPassword(passphrase).then(again, () => pause(1).then(again)));
    const crowd = Promise.all(Array.from({ length: 26 }, again));
    for (const email of ['othercoach@example.org', 'nobody@example.org']) {
      await expect(enter(here, email, passphrase), email).rejects.toThrow(BusyError);
    }
    isOver = true;
    await crowd;
  });

  it('stops the eleventh guess of an hour for an account, known or not, and lets another account be', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'evaluator');
    await givePassword(here, 'adviser');
    for (const email of ['evaluator@example.org', 'nobody.at.all@example.org']) {
      const guesses = await Promise.all(Array.from({ length: 11 }, () => enter(here, email, 'gegokt maar niet geraden')));
      expect(guesses.filter((guess) => guess === 'wrong')).toHaveLength(10);
      expect(await enter(here, email, passphrase)).toBe('too-often');
    }
    expect(await enter(here, 'adviser@example.org', passphrase)).toHaveProperty('token');
  });

  it('leaves a browser that knows the person its own tries, so that guessing does not keep anybody out', async () => {
    const here = await townOf(opened());
    const { asSystem } = here.database.doors;
    const trier = { ...trierAt('evaluator@example.org'), knownPerson: here.people.evaluator.id };
    expect(await signInWithPassword(asSystem, ring, { trier, password: passphrase, browser: newBrowser })).toHaveProperty('token');
  });

  it('stops the thirty-first guess of an hour from one address, and takes a good sign-in off the count', async () => {
    const here = await townOf(opened());
    const { asSystem } = here.database.doors;
    const ask = (index: number) =>
      requestSignInLink(asSystem, ring, { trier: trierAt(`g${index}@example.org`, '192.0.2.7'), next: '/home' });
    await givePassword(here, 'administrator');
    expect(await enter(here, 'administrator@example.org', passphrase, '192.0.2.7')).toHaveProperty('token');
    const asked = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(index)));
    expect(new Set(asked)).toEqual(new Set(['asked']));
    expect(await ask(31)).toBe('too-often');
  });

  it('takes the addresses of one IPv6 network for one', async () => {
    const here = await townOf(opened());
    const { asSystem } = here.database.doors;
    const ask = (index: number) =>
      requestSignInLink(asSystem, ring, { trier: trierAt(`v${index}@example.org`, `2001:db8:1:2::${index.toString(16)}`), next: '/home' });
    for (let index = 1; index <= 30; index += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => ask(index + more)));
    expect(await ask(99)).toBe('too-often');
  });

  it('answers the same and queues a job for a link either way, whether it knows the address or not', async () => {
    const here = await townOf(opened());
    const { asSystem } = here.database.doors;
    const countsOf = async (email: string) => {
      const before = await asSystem('test', (db) =>
        db
          .selectFrom('jobs')
          .select(sql<number>`count(*)::int`.as('count'))
          .executeTakeFirstOrThrow()
      );
      const outcome = await requestSignInLink(asSystem, ring, { trier: trierAt(email), next: '/home' });
      const after = await asSystem('test', (db) =>
        db
          .selectFrom('jobs')
          .select(sql<number>`count(*)::int`.as('count'))
          .executeTakeFirstOrThrow()
      );
      return { outcome, queued: after.count - before.count };
    };
    expect(await countsOf('nobody@example.org')).toEqual(await countsOf('coachee@example.org'));
  });

  it('mails a link for each organisation with the address, and nothing to an address of nobody', async () => {
    const here = await townOf(opened());
    const { database } = here;
    const { house, sent } = postHouse(database, ring);
    while (await runNextJob(house)); // what the tests above have queued
    sent.length = 0;
    const elsewhere = { organisationId: here.stranger.organisation, personId: newId() };
    await database.doors.asSystem('test', async (db) => {
      await addPerson(db, elsewhere, { name: 'Coach elsewhere', pronouns: null, language: 'en', timeZone: 'UTC' });
      const account = { organisation_id: elsewhere.organisationId, person_id: elsewhere.personId, email: 'coach@example.org' };
      await db.insertInto('accounts').values(account).execute();
    });
    for (const email of ['coach@example.org', 'nobody@example.org']) {
      await requestSignInLink(database.doors.asSystem, ring, { trier: trierAt(email), next: '/settings' });
    }
    while (await runNextJob(house));
    expect(sent.map(({ to }) => to)).toEqual(['coach@example.org']);
    const links = [...(sent[0]?.text ?? '').matchAll(/https:\/\/vierpoot\.example\/sign-in\/link\/(\S+?)\?next=%2Fsettings/g)];
    const people = [];
    for (const [, part = ''] of links) people.push((await useLink(here, tokenOfLink(part) ?? newToken()))?.personId);
    expect(people).toEqual([here.people.coach.id, elsewhere.personId]);
  });

  it('opens a link once: looking does not use it up, of two at the same time one gets in', async () => {
    const here = await townOf(opened());
    const token = await linkFor(here, 'coachee');
    const looked = await here.database.doors.asSystem('test', (db) => isLinkAlive(db, hashOf(token)));
    const used = await Promise.all([useLink(here, token), useLink(here, token)]);
    expect([looked, used.filter(Boolean).length, await useLink(here, token)]).toEqual([true, 1, null]);
  });

  it('opens no link that is over or was never there', async () => {
    const here = await townOf(opened());
    const old = await linkFor(here, 'coachee', -1);
    expect([await useLink(here, old), await useLink(here, newToken())]).toEqual([null, null]);
    expect(await here.database.doors.asSystem('test', (db) => isLinkAlive(db, hashOf(old)))).toBe(false);
    expect([tokenOfLink('x'), tokenOfLink(linkPart('id', old))]).toEqual([null, old]);
  });

  it('ends the session this browser had when somebody signs in again', async () => {
    const here = await townOf(opened());
    const { asSystem, identify } = here.database.doors;
    const first = (await useLink(here, await linkFor(here, 'otherCoachee'))) ?? expect.fail('no sign-in');
    const who = (await identify(first.token)) ?? expect.fail('nobody');
    const token = await linkFor(here, 'otherCoachee');
    const browser = { ...newBrowser, closes: who };
    await signInWithLink(asSystem, ring, { token, browser, trierFor: (email) => trierAt(email) });
    expect(await identify(first.token)).toBeNull();
  });

  it('gives a coordinator a quarter of an hour of rest and a coachee an hour', async () => {
    const here = await townOf(opened());
    const idleOf = async (name: Identity) => {
      const signedIn = (await useLink(here, await linkFor(here, name))) ?? expect.fail('no sign-in');
      const find =
        'select idle_minutes, round(extract(epoch from expires_at - created_at) / 3600)::int as hours from sessions where token_hash = $1';
      return (await here.database.asOwner((owner) => owner.query(find, [hashOf(signedIn.token)]))).rows[0] as unknown; // compared as a whole
    };
    expect(await idleOf('coordinator')).toEqual({ idle_minutes: 15, hours: 8 });
    expect(await idleOf('coachee')).toEqual({ idle_minutes: 60, hours: 12 });
  });

  it('shows somebody their own sessions only, and ends one of them, all others, or every one', async () => {
    const here = await townOf(opened());
    const { asPerson, identify } = here.database.doors;
    const tokens = [];
    for (let index = 0; index < 3; index += 1)
      tokens.push(((await useLink(here, await linkFor(here, 'exCoach'))) ?? expect.fail('no')).token);
    const [one = newToken(), two = newToken(), three = newToken()] = tokens;
    const listed = await asPerson(one, (db) => listOwnSessions(db, 60));
    expect([listed.length, listed.filter((session) => session.isThisOne).length]).toEqual([4, 1]);
    const other = (await identify(two)) ?? expect.fail('nobody');
    const stranger = (await identify(here.people.coachee.token)) ?? expect.fail('nobody');
    await asPerson(one, (db) => endOwnSession(db, other.sessionId));
    await asPerson(one, (db) => endOwnSession(db, stranger.sessionId));
    expect([await identify(two), (await identify(here.people.coachee.token))?.name]).toEqual([null, 'coachee']);
    await asPerson(one, endAllSessions);
    expect([await identify(one), await identify(three)]).toEqual([null, null]);
    await expect(asPerson(one, (db) => listOwnSessions(db, 60))).rejects.toThrow(NoSessionError);
  });

  it('changes a password only for a good one; other browsers are signed out and a mail says so', async () => {
    const here = await townOf(opened());
    const { asPerson, asSystem, identify } = here.database.doors;
    const signIn = async () => ((await useLink(here, await linkFor(here, 'otherCoordinator'))) ?? expect.fail('no')).token;
    const [mine, elsewhere] = [await signIn(), await signIn()];
    const who = (await identify(mine)) ?? expect.fail('nobody');
    const doors = { asSystem, asPerson: <T>(work: Parameters<typeof asPerson<T>>[1]) => asPerson(mine, work) };
    expect([await changePassword(doors, who, 'te kort'), await changePassword(doors, who, 'othercoordinator@example.org')]).toEqual([
      'short',
      'personal'
    ]);
    expect(await identify(elsewhere)).not.toBeNull();
    expect(await changePassword(doors, who, 'een nieuwe zin voor mij')).toBeNull();
    expect([await identify(elsewhere), (await identify(mine))?.personId]).toEqual([null, who.personId]);
    expect(await enter(here, 'othercoordinator@example.org', 'een nieuwe zin voor mij')).toHaveProperty('token');
    const { house, sent } = postHouse(here.database, ring);
    while (await runNextJob(house));
    expect(sent.filter(({ to }) => to === 'othercoordinator@example.org')).toHaveLength(1);
  });

  it('shows again who somebody is: only their own password renews the session', async () => {
    const here = await townOf(opened());
    const { database } = here;
    await givePassword(here, 'strangerCoordinator');
    const { token } = here.people.strangerCoordinator;
    await database.asOwner((owner) =>
      owner.query("update sessions set authenticated_at = now() - interval '1 hour' where token_hash = $1", [hashOf(token)])
    );
    const who = (await database.doors.identify(token)) ?? expect.fail('nobody');
    const confirm = (password: string) =>
      confirmWithPassword(database.doors.asSystem, ring, { who, password, trierFor: (email) => trierAt(email) });
    const ageOf = async () => Date.now() - ((await database.doors.identify(token))?.authenticatedAt.getTime() ?? 0);
    expect([await confirm('een andere zin dan die'), (await ageOf()) > 3_000_000]).toEqual(['wrong', true]);
    expect([await confirm(passphrase), (await ageOf()) < 60_000]).toEqual(['confirmed', true]);
  });

  it('signs in with a passkey only when the answer is right, and remembers its counter', async () => {
    const here = await townOf(opened());
    const { asPerson, asSystem } = here.database.doors;
    const account = accountOf(here, 'coachee');
    await asPerson(here.people.coachee.token, (db) =>
      db
        .insertInto('passkeys')
        .values({
          organisation_id: account.organisationId,
          id: newId(),
          person_id: account.personId,
          credential_id: 'mine',
          public_key: Buffer.of(1),
          counter: 4,
          name: 'phone'
        })
        .execute()
    );
    const seen: number[] = [];
    const prove = (id: string, answer: number | null) =>
      provePasskey(asSystem, id, ({ counter }) => {
        seen.push(counter);
        return Promise.resolve(answer);
      });
    expect([await prove('not mine', 5), await prove('mine', null)]).toEqual([null, null]);
    const person = (await prove('mine', 9)) ?? expect.fail('not proved');
    expect([person, seen]).toEqual([account, [4, 4]]);
    await prove('mine', 10);
    expect(seen.at(-1)).toBe(9);
    const signedIn = (await signInWithPasskey(asSystem, person, newBrowser)) ?? expect.fail('no sign-in');
    expect((await here.database.doors.identify(signedIn.token))?.personId).toBe(account.personId);
  });

  it('lets nobody in with one click who is not of a demo organisation', async () => {
    const here = await townOf(opened());
    const { asSystem } = here.database.doors;
    expect(await signInAsDemo(asSystem, here.people.coach.id, newBrowser)).toBeNull();
    await here.database.asOwner((owner) =>
      owner.query('update organisations set is_demo = true where id = $1', [here.stranger.organisation])
    );
    expect(await signInAsDemo(asSystem, here.people.coach.id, newBrowser)).toBeNull();
    expect(await signInAsDemo(asSystem, here.people.stranger.id, newBrowser)).toMatchObject({ personId: here.people.stranger.id });
  });
});
