import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { BusyError, hashPassword } from '#lib/server/auth/hash-password.ts';
import { hashOf, linkPart, newToken, tokenOfLink } from '#lib/server/auth/token.ts';
import type { Database } from '#lib/server/database/open.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { addPerson } from '#lib/server/queries/people.ts';
import { isLinkAlive } from '#lib/server/queries/sign-in-links.ts';
import { givePassword, linkFor, newBrowser, newRing, postHouse, trierAt } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { signInWithLink } from './sign-in-with-link.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const ring = newRing();
const passphrase = 'vier blauwe olifanten';
let town: Town | null = null;

async function townOf(database: Database): Promise<Town> {
  if (town?.database !== database) town = await buildTown(database);
  return town;
}

const enter = (here: Town, email: string, password: string, address?: string) =>
  signInWithPassword(here.database.doors.asSystem, ring, { trier: trierAt(email, address), password, browser: newBrowser });

const useLink = (here: Town, token: Buffer) =>
  signInWithLink(here.database.doors.asSystem, ring, { token, browser: newBrowser, trierFor: (email) => trierAt(email) });

onBothEngines('signing in', (opened) => {
  it('lets somebody in with their password, with a new token every time', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'coach', passphrase);
    const [first, second] = [await enter(here, 'coach@example.org', passphrase), await enter(here, 'coach@example.org', passphrase)];
    if (typeof first === 'string' || typeof second === 'string') return expect.fail('refused');
    expect(first.token.equals(second.token)).toBe(false);
    expect((await here.database.doors.identify(first.token))?.personId).toBe(here.people.coach.id);
  });

  it('answers a wrong password, an account without one and an address of nobody the same, and not before the same time', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'otherCoach', passphrase);
    for (const email of ['othercoach@example.org', 'exCoach@example.org'.toLowerCase(), 'nobody@example.org']) {
      const from = performance.now();
      expect(await enter(here, email, 'iets heel anders dan dat')).toBe('wrong');
      expect(performance.now() - from).toBeGreaterThan(395);
    }
  });

  it('hashes for an address of nobody as for one it knows: a full queue stops both', async () => {
    const here = await townOf(opened());
    await givePassword(here, 'otherCoach', passphrase);
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
    await givePassword(here, 'evaluator', passphrase);
    await givePassword(here, 'adviser', passphrase);
    for (const email of ['evaluator@example.org', 'nobody.at.all@example.org']) {
      const guesses = await Promise.all(Array.from({ length: 11 }, () => enter(here, email, 'gegokt maar niet geraden')));
      expect(guesses.filter((guess) => guess === 'wrong')).toHaveLength(10);
      expect(await enter(here, email, passphrase)).toBe('too-often');
      // guessing passwords does not keep the mailed link from its owner
      expect(await requestSignInLink(here.database.doors.asSystem, ring, { trier: trierAt(email), next: '/home' })).toBe('asked');
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
    await givePassword(here, 'administrator', passphrase);
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
});
