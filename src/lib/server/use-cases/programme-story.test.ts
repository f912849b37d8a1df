import { beforeAll, expect, it } from 'vitest';
import type { PersonDb, SystemDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { countAllParticipants, countParticipants, listOpenRounds, moveRound } from '#lib/server/queries/match-rounds.ts';
import { countProgrammePairs, listProgrammePairs } from '#lib/server/queries/programme-pairs.ts';
import { countMembers, labelMember, listMembers, searchMembers } from '#lib/server/queries/programmes.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { identities, type Identity, type Town } from '#test/people.ts';
import { findMeant } from './pair-by-name.ts';

const more = [
  { name: 'Lot 50%_Vast', email: 'lot@example.org', role: 'coachee' },
  { name: 'Lot Losser', email: 'losser@odd.example', role: 'coachee' },
  { name: 'Twee Keer', email: 'a@twee.example', role: 'coach' },
  { name: 'Twee Keer', email: 'b@twee.example', role: 'coach' },
  { name: 'Twee Keer', email: 'c@twee.example', role: 'coachee' }
] as const;

/** One more person in the programme of the town. */
async function moveIn(db: SystemDb, { organisation, programme }: Town, { name, email, role }: (typeof more)[number]): Promise<void> {
  const [organisation_id, id] = [organisation, newId()];
  await db.insertInto('people').values({ organisation_id, id, name, language: 'nl' }).execute();
  await db.insertInto('accounts').values({ organisation_id, person_id: id, email }).execute();
  await db.insertInto('memberships').values({ organisation_id, id: newId(), person_id: id, programme_id: programme, role }).execute();
}

onBothEngines('a large programme', (opened) => {
  const { town, as, opening } = matchProgramme(opened);
  const asIdentity = <T>(name: Identity, work: (db: PersonDb) => Promise<T>) =>
    town().database.doors.asPerson(town().people[name].token, work);
  const find = (search: string, page: { offset?: number; most?: number; role?: 'coach' | 'coachee' } = {}) =>
    as((db) => searchMembers(db, town().programme, { search, offset: 0, most: 50, ...page }));
  const namesOf = async (search: string) => (await find(search)).members.map(({ name }) => name);
  const meant = (role: 'coach' | 'coachee', text: string) => as((db) => findMeant(db, town().programme, { role, text }));

  beforeAll(async () => {
    await town().database.doors.asSystem('test: move in', async (db) => {
      for (const one of more) await moveIn(db, town(), one);
    });
  });

  it('shows its people a page at a time, everybody once, and says how many there are', async () => {
    const all = await as((db) => listMembers(db, town().programme));
    const pages = await Promise.all([0, 10, 20, 30, 40].map((offset) => find('', { offset, most: 10 })));
    expect(pages.flatMap(({ members }) => members)).toHaveLength(all.length);
    expect(pages.flatMap(({ members }) => members)).toEqual(expect.arrayContaining(all));
    expect(pages[0]?.count).toBe(all.length);
    const coaches = all.filter(({ roles }) => roles.includes('coach')).length;
    const coachees = all.filter(({ roles }) => roles.includes('coachee')).length;
    expect(await as((db) => countMembers(db, town().programme))).toEqual({ people: all.length, coaches, coachees });
    expect((await find('', { role: 'coach' })).count).toBe(coaches);
  });

  it('finds people by a part of their name or address, and takes % and _ as they are typed', async () => {
    expect(await namesOf('LOT ')).toEqual(['Lot 50%_Vast', 'Lot Losser']);
    expect(await namesOf('odd.exam')).toEqual(['Lot Losser']);
    expect([await namesOf('50%_'), await namesOf('Lot%Losser'), await namesOf('Lot_Losser')]).toEqual([['Lot 50%_Vast'], [], []]);
    expect(await find('niemand heet zo')).toEqual({ members: [], count: 0 });
  });

  it('shows its pairs a page at a time, the newest first', async () => {
    const count = await as((db) => countProgrammePairs(db, town().programme));
    const all = await as((db) => listProgrammePairs(db, town().programme, { offset: 0, most: 50 }));
    expect([count, all.length]).toEqual([3, 3]);
    const parts = await Promise.all([0, 2].map((offset) => as((db) => listProgrammePairs(db, town().programme, { offset, most: 2 }))));
    expect(parts.flat()).toEqual(all);
  });

  it('shows people and pairs to no coordinator of another programme', async () => {
    for (const name of ['otherCoordinator', 'strangerCoordinator'] as const) {
      const seen = await asIdentity(name, async (db) => ({
        people: (await searchMembers(db, town().programme, { search: '', offset: 0, most: 50 })).count,
        counted: (await countMembers(db, town().programme)).people,
        pairs: await countProgrammePairs(db, town().programme),
        meant: await findMeant(db, town().programme, { role: 'coachee', text: 'Lot Losser' })
      }));
      expect(seen, name).toEqual({ people: 0, counted: 0, pairs: 0, meant: { problem: 'unknown' } });
    }
  });

  it('knows who is meant by a whole name, an address or both, and says when nobody or several are', async () => {
    const [losser] = (await find('Lot Losser')).members;
    const personId = losser?.personId;
    for (const text of ['lot losser', ' Losser@odd.example ', losser ? labelMember(losser) : '', personId ?? '']) {
      expect(await meant('coachee', text), text).toEqual({ personId });
    }
    expect(await meant('coachee', 'Lot')).toEqual({ problem: 'unknown' });
    expect(await meant('coach', 'Lot Losser')).toEqual({ problem: 'unknown' });
    expect(await meant('coach', '  ')).toEqual({ problem: 'nobody' });
    expect(await meant('coach', 'Twee Keer')).toEqual({ problem: 'several', emails: ['a@twee.example', 'b@twee.example'] });
    expect(await meant('coachee', 'Twee Keer')).toHaveProperty('personId');
  });

  it('tells its coordinators, and nobody else, which rounds are not closed', async () => {
    const [open, shut] = [await opening(), await opening()];
    const seenBy = (name: Identity) => asIdentity(name, async (db) => (await listOpenRounds(db)).map(({ id }) => id));
    expect(await seenBy('coordinator')).toEqual([shut.roundId, open.roundId]);
    await as((db) => moveRound(db, shut.roundId, { from: ['draft'], to: 'closed' }));
    for (const name of identities.filter((one) => one !== 'nobody'))
      expect(await seenBy(name), name).toEqual(name === 'coordinator' ? [open.roundId] : []);
    const [round] = await as(listOpenRounds);
    expect(round).toMatchObject({ programme: 'Programme', programmeId: town().programme, status: 'draft', isLost: false });
  });

  it('counts who is in each of its rounds as a round counts them itself', async () => {
    const place = await opening();
    const counts = await as((db) => countAllParticipants(db, town().programme));
    expect(counts.get(place.roundId)).toEqual(await as((db) => countParticipants(db, place.roundId)));
    expect((await asIdentity('otherCoordinator', (db) => countAllParticipants(db, town().programme))).size).toBe(0);
  });
});
