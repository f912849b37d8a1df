import { expect, it } from 'vitest';
import { hashOf } from '#lib/server/auth/token.ts';
import { NoSessionError } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { endAllSessions, endOwnSession, listOwnSessions } from '#lib/server/queries/sessions.ts';
import { givePassword, newBrowser, newRing, postHouse, signInByLink, trierAt } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { changePassword } from './change-password.ts';
import { confirmWithPassword } from './confirm-with-password.ts';
import { signInAsDemo } from './sign-in-as-demo.ts';
import { provePasskey, signInWithPasskey } from './sign-in-with-passkey.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const ring = newRing();
const passphrase = 'vier blauwe olifanten';
let town: Town | null = null;

async function townOf(database: Database): Promise<Town> {
  if (town?.database !== database) town = await buildTown(database);
  return town;
}

onBothEngines('own account', (opened) => {
  it('shows somebody their own sessions only, and ends one of them, all others, or every one', async () => {
    const here = await townOf(opened());
    const { asPerson, identify } = here.database.doors;
    const [one, two, three] = [
      await signInByLink(here, 'exCoach'),
      await signInByLink(here, 'exCoach'),
      await signInByLink(here, 'exCoach')
    ];
    const listed = await asPerson(one, (db) => listOwnSessions(db));
    expect([listed.length, listed.filter((session) => session.isThisOne).length]).toEqual([4, 1]);
    const other = (await identify(two)) ?? expect.fail('nobody');
    const stranger = (await identify(here.people.coachee.token)) ?? expect.fail('nobody');
    await asPerson(one, (db) => endOwnSession(db, other.sessionId));
    await asPerson(one, (db) => endOwnSession(db, stranger.sessionId));
    expect([await identify(two), (await identify(here.people.coachee.token))?.name]).toEqual([null, 'coachee']);
    await asPerson(one, endAllSessions);
    expect([await identify(one), await identify(three)]).toEqual([null, null]);
    await expect(asPerson(one, (db) => listOwnSessions(db))).rejects.toThrow(NoSessionError);
  });

  it('shows of each session how long it may rest, and no session that rested longer than its own limit', async () => {
    const here = await townOf(opened());
    const token = await signInByLink(here, 'adviser');
    const own = async () => (await here.database.doors.asPerson(token, listOwnSessions)).map(({ idleMinutes }) => idleMinutes);
    expect(await own()).toContain(15); // an adviser's, by auth/session-limits.ts
    const { id } = here.people.adviser;
    const rest = `update sessions set last_seen_at = now() - interval '20 minutes', idle_minutes = 30 where person_id = $1 and idle_minutes <> 15`;
    await here.database.asOwner((owner) => owner.query(rest, [id]));
    expect([...new Set(await own())].sort()).toEqual([15, 30]);
    await here.database.asOwner((owner) =>
      owner.query('update sessions set idle_minutes = 19 where person_id = $1 and idle_minutes = 30', [id])
    );
    expect(await own()).toEqual([15]);
  });

  it('changes a password only for a good one; other browsers are signed out and a mail says so', async () => {
    const here = await townOf(opened());
    const { asPerson, asSystem, identify } = here.database.doors;
    const [mine, elsewhere] = [await signInByLink(here, 'otherCoordinator'), await signInByLink(here, 'otherCoordinator')];
    const who = (await identify(mine)) ?? expect.fail('nobody');
    const doors = { asSystem, asPerson: <T>(work: Parameters<typeof asPerson<T>>[1]) => asPerson(mine, work) };
    expect([await changePassword(doors, who, 'te kort'), await changePassword(doors, who, 'othercoordinator@example.org')]).toEqual([
      'short',
      'personal'
    ]);
    expect(await identify(elsewhere)).not.toBeNull();
    expect(await changePassword(doors, who, 'een nieuwe zin voor mij')).toBeNull();
    expect([await identify(elsewhere), (await identify(mine))?.personId]).toEqual([null, who.personId]);
    const attempt = { trier: trierAt('othercoordinator@example.org'), password: 'een nieuwe zin voor mij', browser: newBrowser };
    expect(await signInWithPassword(asSystem, ring, attempt)).toHaveProperty('token');
    const { house, sent } = postHouse(here.database, ring);
    while (await runNextJob(house));
    expect(sent.filter(({ to }) => to === 'othercoordinator@example.org')).toHaveLength(1);
  });

  it('shows again who somebody is: only their own password renews the session', async () => {
    const here = await townOf(opened());
    const { database } = here;
    await givePassword(here, 'strangerCoordinator', passphrase);
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
    const account = { organisationId: here.organisation, personId: here.people.coachee.id };
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
