import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Profile } from '#lib/domain/person/parse-profile.ts';
import { hashOf, newToken, tokenOfLink } from '#lib/server/auth/token.ts';
import { linkToken } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import type { Database } from '#lib/server/database/open.ts';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { listOpenInvitations, revokeInvitation } from '#lib/server/queries/invitations.ts';
import { listProgrammePairs } from '#lib/server/queries/programme-pairs.ts';
import { changeProgramme, findCoordinatedProgramme, listMembers } from '#lib/server/queries/programmes.ts';
import { newBrowser, newRing, postHouse, trierAt } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { acceptInvitation, readInvitation } from './accept-invitation.ts';
import { createOrganisation } from './create-organisation.ts';
import { type Guest, inviteAgain, invitePeople, type Inviter } from './invite-people.ts';
import { proposePair } from './propose-pair.ts';
import { signInWithLink } from './sign-in-with-link.ts';

const ring = newRing();
let town: Town | null = null;

async function townOf(database: Database): Promise<Town> {
  if (town?.database !== database) town = await buildTown(database);
  return town;
}

const profile: Profile = { name: 'New Person', pronouns: 'they', language: 'en', timeZone: 'UTC' };
const guest = (email: string, role: Guest['role'] = 'coachee'): Guest => ({ name: 'New Person', email, role, language: 'en' });

function as<T>({ database, people }: Town, name: Identity, work: (db: PersonDb) => Promise<T>): Promise<T> {
  return database.doors.asPerson(people[name].token, work);
}

const inviterAs = ({ people, programme }: Town, name: Identity, programmeId: string | null = programme): Inviter => ({
  organisationId: people[name].organisation,
  personId: people[name].id,
  programmeId,
  ring
});

const invite = (here: Town, guests: Guest[], name: Identity = 'coordinator', programmeId: string | null = here.programme) =>
  as(here, name, (db) => invitePeople(db, inviterAs(here, name, programmeId), guests));

const openOnes = (here: Town) => as(here, 'coordinator', (db) => listOpenInvitations(db, here.programme));

/** The token in the mail to an address. */
async function tokenFor(here: Town, email: string): Promise<Buffer> {
  const found = (await openOnes(here)).find((invitation) => invitation.email === email) ?? expect.fail(`no invitation for ${email}`);
  return linkToken(ring, 'invitation', found.id);
}

const accept = (here: Town, token: Buffer, signedInAs: string | null = null) =>
  acceptInvitation(here.database.doors.asSystem, { token, profile, browser: newBrowser, signedInAs });

const change = (here: Town, statement: string, values: unknown[]) => here.database.asOwner((owner) => owner.query(statement, values));

onBothEngines('inviting', (opened) => {
  it('mails each guest a link of their own, in their language, whose token stands nowhere in the database', async () => {
    const here = await townOf(opened());
    const { house, sent } = postHouse(here.database, ring);
    expect(await invite(here, [guest('one@example.org'), { ...guest('two@example.org'), language: 'nl' }])).toEqual({
      invited: 2,
      known: []
    });
    while (await runNextJob(house));
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['one@example.org', 'You are invited to Vierpoot'],
      ['two@example.org', 'Je bent uitgenodigd voor Vierpoot']
    ]);
    const part = /\/invitations\/(\S+)/.exec(sent[0]?.text ?? '')?.[1] ?? '';
    const token = tokenOfLink(part) ?? expect.fail('no link');
    expect(await readInvitation(here.database.doors.asSystem, token)).toMatchObject({ email: 'one@example.org', isKnown: false });
    const { rows } = await here.database.asOwner((owner) => owner.query<{ row: string }>('select i::text as row from invitations i'));
    expect(rows.some(({ row }) => row.includes(token.toString('hex')) || row.includes(token.toString('base64url')))).toBe(false);
    expect(rows.some(({ row }) => row.includes(hashOf(token).toString('hex')))).toBe(true);
  });

  it('makes the same form sent twice the same invitations, also at the same time', async () => {
    const here = await townOf(opened());
    const guests = [guest('twice@example.org'), guest('twice2@example.org')];
    const outcomes = await Promise.all([invite(here, guests), invite(here, guests), invite(here, guests)]);
    expect(outcomes.map(({ invited }) => invited).sort()).toEqual([0, 0, 2]);
    expect((await openOnes(here)).filter(({ email }) => email.startsWith('twice'))).toHaveLength(2);
  });

  it('does not invite whoever takes part in that role already, and does for another role', async () => {
    const here = await townOf(opened());
    const coach = (role: Guest['role']) => guest('coach@example.org', role);
    expect(await invite(here, [coach('coach')])).toMatchObject({ invited: 0, known: [{ email: 'coach@example.org' }] });
    expect(await invite(here, [coach('coachee')])).toMatchObject({ invited: 1, known: [] });
  });

  it('lets nobody invite to a programme they do not coordinate, nor a coordinator to the whole organisation', async () => {
    const here = await townOf(opened());
    for (const name of ['coach', 'coachee', 'otherCoordinator', 'administrator', 'adviser', 'strangerCoordinator'] as const) {
      await expect(invite(here, [guest(`x${name.toLowerCase()}@example.org`)], name), name).rejects.toMatchObject({ code: '42501' });
    }
    await expect(invite(here, [guest('whole@example.org', 'coordinator')], 'coordinator', null)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets an administrator invite coordinators and advisers of the whole organisation, and nobody else', async () => {
    const here = await townOf(opened());
    expect(await invite(here, [guest('chief@example.org', 'coordinator')], 'administrator', null)).toMatchObject({ invited: 1 });
    expect(await invite(here, [guest('chief@example.org', 'coordinator')], 'administrator', null)).toMatchObject({ invited: 0 });
    await expect(invite(here, [guest('coach.of.all@example.org', 'coach')], 'administrator', null)).rejects.toMatchObject({
      code: '42501'
    });
  });

  it('makes a person, an account and a membership of an accepted invitation, and signs them in', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('fresh@example.org', 'coach')]);
    const accepted = await accept(here, await tokenFor(here, 'fresh@example.org'));
    if (accepted?.as !== 'new') return expect.fail('not new');
    const who = await here.database.doors.identify(accepted.signedIn.token);
    expect(who).toMatchObject({ name: 'New Person', language: 'en', timeZone: 'UTC', roles: ['coach'], organisationId: here.organisation });
    const members = await as(here, 'coordinator', (db) => listMembers(db, here.programme));
    expect(members.find(({ email }) => email === 'fresh@example.org')).toMatchObject({ roles: ['coach'] });
  });

  it('is used once: of two at the same time one gets in', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('once@example.org')]);
    const token = await tokenFor(here, 'once@example.org');
    const both = await Promise.all([accept(here, token), accept(here, token)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect([await accept(here, token), await readInvitation(here.database.doors.asSystem, token)]).toEqual([null, null]);
  });

  it('says the same of an invitation that is taken back, over or was never there', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('back@example.org'), guest('over@example.org')]);
    const [back, over] = [await tokenFor(here, 'back@example.org'), await tokenFor(here, 'over@example.org')];
    const id = (await openOnes(here)).find(({ email }) => email === 'back@example.org')?.id ?? '';
    await as(here, 'coordinator', (db) => revokeInvitation(db, id));
    await change(here, "update invitations set expires_at = now() - interval '1 second' where email = $1", ['over@example.org']);
    const { asSystem } = here.database.doors;
    for (const token of [back, over, newToken()])
      expect([await readInvitation(asSystem, token), await accept(here, token)]).toEqual([null, null]);
  });

  it('lasts fourteen days', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('days@example.org')]);
    const { sentAt, expiresAt } = (await openOnes(here)).find(({ email }) => email === 'days@example.org') ?? expect.fail('none');
    expect((expiresAt.getTime() - sentAt.getTime()) / 86_400_000).toBeCloseTo(14, 1);
  });

  it('sends a new link and lets the old one go', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('again@example.org')]);
    const old = await tokenFor(here, 'again@example.org');
    const id = (await openOnes(here)).find(({ email }) => email === 'again@example.org')?.id ?? '';
    const again = () => as(here, 'coordinator', (db) => inviteAgain(db, inviterAs(here, 'coordinator'), id));
    expect([await again(), await again()]).toEqual([true, false]);
    expect(await readInvitation(here.database.doors.asSystem, old)).toBeNull();
    expect(await readInvitation(here.database.doors.asSystem, await tokenFor(here, 'again@example.org'))).not.toBeNull();
  });

  it('lets an administrator send again and take back what is for the whole organisation, and a coordinator neither', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('forall@example.org', 'adviser')], 'administrator', null);
    const ofAll = () => as(here, 'administrator', (db) => listOpenInvitations(db, null));
    const newest = async () => (await ofAll()).find(({ email }) => email === 'forall@example.org') ?? expect.fail('none');
    const { id } = await newest();
    const again = (name: Identity) => as(here, name, (db) => inviteAgain(db, inviterAs(here, name, null), id));
    expect([await again('coordinator'), await again('administrator')]).toEqual([false, true]);
    const renewed = await newest();
    expect(renewed.id).not.toBe(id);
    expect(await as(here, 'coordinator', (db) => revokeInvitation(db, renewed.id))).toBeNull();
    expect(await as(here, 'administrator', (db) => revokeInvitation(db, renewed.id))).toMatchObject({ role: 'adviser', programmeId: null });
    expect((await ofAll()).filter(({ email }) => email === renewed.email)).toEqual([]);
  });

  it('gives somebody with an account here only the membership, and a normal link to sign in', async () => {
    const here = await townOf(opened());
    const { house, sent } = postHouse(here.database, ring);
    await invite(here, [guest('othercoach@example.org', 'coachee')]);
    const token = await tokenFor(here, 'othercoach@example.org');
    while (await runNextJob(house));
    sent.length = 0;
    expect(await accept(here, token, here.people.coach.id)).toEqual({ as: 'known' });
    while (await runNextJob(house));
    expect(sent.map(({ to, text }) => [to, text.includes('/sign-in/link/')])).toEqual([['othercoach@example.org', true]]);
    expect((await here.database.doors.identify(here.people.otherCoach.token))?.roles).toEqual(['coach', 'coachee']);
    expect((await here.database.doors.identify(here.people.otherCoach.token))?.name).toBe('otherCoach');
  });

  it('needs no mail when the person is signed in already', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('evaluator@example.org', 'coach')]);
    expect(await accept(here, await tokenFor(here, 'evaluator@example.org'), here.people.evaluator.id)).toEqual({ as: 'myself' });
  });

  it('makes another person of somebody with an account in another organisation', async () => {
    const here = await townOf(opened());
    await invite(here, [guest('stranger@example.org', 'coach')]);
    const accepted = await accept(here, await tokenFor(here, 'stranger@example.org'));
    expect(accepted).toMatchObject({ as: 'new', signedIn: { organisationId: here.organisation } });
  });

  it('proposes a pair, tells both, and starts nothing before both accept', async () => {
    const here = await townOf(opened());
    const { house, sent } = postHouse(here.database, ring);
    while (await runNextJob(house));
    sent.length = 0;
    const pair = { id: newId(), organisationId: here.organisation, programmeId: here.programme, proposedBy: here.people.coordinator.id };
    const { coach, otherCoachee } = here.people;
    const propose = (coachId: string, coacheeId: string) =>
      as(here, 'coordinator', async (db) => (await proposePair(db, { ...pair, id: newId(), coachId, coacheeId })).outcome);
    expect(await propose(coach.id, otherCoachee.id)).toBe('proposed');
    expect(await propose(coach.id, otherCoachee.id)).toBe('already');
    expect([await propose(otherCoachee.id, coach.id), await propose(coach.id, coach.id)]).toEqual(['not-possible', 'not-possible']);
    while (await runNextJob(house));
    expect(sent.map(({ to }) => to).sort()).toEqual(['coach@example.org', 'othercoachee@example.org']);
    const pairs = await as(here, 'coordinator', (db) => listProgrammePairs(db, here.programme, { offset: 0, most: 50 }));
    expect(pairs.find(({ coachName, coacheeName }) => coachName === 'coach' && coacheeName === 'otherCoachee')?.status).toBe('proposed');
  });

  it('lets only a coordinator of the programme change its rules or see its people', async () => {
    const here = await townOf(opened());
    const rules = { id: here.programme, name: 'Renamed', world: 'work' as const, mirrorDays: 10, needIntervalDays: 50 };
    for (const name of ['coach', 'otherCoordinator', 'strangerCoordinator'] as const) {
      const seen = await as(here, name, async (db) => ({
        changed: await changeProgramme(db, rules),
        found: await findCoordinatedProgramme(db, here.programme),
        people: (await listMembers(db, here.programme)).filter(({ personId }) => personId !== here.people[name].id)
      }));
      expect(seen, name).toEqual({ changed: false, found: null, people: [] });
    }
    expect(await as(here, 'coordinator', (db) => changeProgramme(db, rules))).toBe(true);
    expect(await as(here, 'coordinator', (db) => findCoordinatedProgramme(db, here.programme))).toEqual(rules);
  });

  it('makes an organisation with a first administrator, whose link signs in once', async () => {
    const { doors } = opened();
    const first = {
      organisation: { name: 'New Town', world: 'work' as const },
      administrator: { name: 'Ann', email: 'ann@example.org', language: 'nl' as const }
    };
    const path = await createOrganisation(doors.asSystem, ring, first);
    const token = tokenOfLink(path.split('/').at(-1) ?? '') ?? expect.fail('no link');
    const attempt = { token, browser: newBrowser, trierFor: (email: string) => trierAt(email) };
    const signedIn = (await signInWithLink(doors.asSystem, ring, attempt)) ?? expect.fail('no sign-in');
    expect(await doors.identify(signedIn.token)).toMatchObject({ organisationName: 'New Town', isDemo: false, roles: ['administrator'] });
    expect(await signInWithLink(doors.asSystem, ring, attempt)).toBeNull();
    const { rows } = await doors.asPerson(signedIn.token, (db) =>
      sql<{ may: boolean }>`select app.may_create_programmes() as may`.execute(db)
    );
    expect(rows).toEqual([{ may: true }]);
  });
});
