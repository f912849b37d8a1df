import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { ask, askSystem, codeOf, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';
import { completeRound, draftOf, handIn, lapse, openRound, release, saveDraft, stopPair } from '#test/rounds.ts';

onBothEngines('mirror_responses', (opened) => {
  let town: Town;
  const of = (mirror: string, role: string) => whoSees(town, 'mirror_responses', { mirror_id: mirror, role });
  const counted = async (mirror: string) =>
    [
      await ask(town, 'coach', sql`select 1 from mirror_responses where mirror_id = ${mirror}`),
      await ask(town, 'coachee', sql`select 1 from mirror_responses where mirror_id = ${mirror}`)
    ].map((answer) => answer.count);
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('shows nobody the other response, not even that it is there, before both handed in (C7)', async () => {
    const mirror = await openRound(town);
    await handIn(town, mirror, 'coach');
    expect(await of(mirror, 'coach')).toEqual(['coach']);
    expect(await counted(mirror)).toEqual([1, 0]);
    await saveDraft(town, mirror, 'coachee');
    expect(await of(mirror, 'coachee')).toEqual(['coachee']);
    expect(await counted(mirror)).toEqual([1, 1]);
  });

  it('shows the coach response to the coachee once both handed in, and the coachee response to nobody yet (C7, C17)', async () => {
    const mirror = await completeRound(town);
    expect(await of(mirror, 'coach')).toEqual(['coach', 'coachee']);
    expect(await of(mirror, 'coachee')).toEqual(['coachee']);
  });

  it.each([
    ['nothing', ['coachee']],
    ['scores', ['coachee']],
    ['items', ['coach', 'coachee']]
  ] as const)('shows the coach the items of the coachee after release of %s (C17)', async (level, readers) => {
    const mirror = await completeRound(town);
    await release(town, mirror, level);
    expect(await of(mirror, 'coachee')).toEqual(readers);
  });

  it('hides the items again when the coachee takes the release back (C17)', async () => {
    const mirror = await completeRound(town);
    await release(town, mirror, 'items');
    await town.database.doors.asPerson(town.people.coachee.token, (db) =>
      sql`update mirror_releases set level = 'scores' where mirror_id = ${mirror}`.execute(db)
    );
    expect(await of(mirror, 'coachee')).toEqual(['coachee']);
  });

  it('shows nothing of a round that lapsed with one response handed in (C7)', async () => {
    const mirror = await openRound(town);
    await handIn(town, mirror, 'coach');
    await lapse(town, mirror);
    expect(await of(mirror, 'coach')).toEqual(['coach']);
    expect(await whoCan(town, () => sql`update mirror_responses set answers = 'x' where mirror_id = ${mirror}`)).toEqual([]);
    expect(await whoCan(town, () => inserting('mirror_responses', draftOf(town, mirror, 'coachee')))).toEqual([]);
  });

  it('leaves the coach the own answers only when the pair stops, and the coachee all (C28)', async () => {
    const mirror = await completeRound(town);
    await release(town, mirror, 'items');
    await stopPair(town);
    expect(await of(mirror, 'coach')).toEqual(['coach', 'coachee']);
    expect(await of(mirror, 'coachee')).toEqual(['coachee']);
  });

  it('takes a draft of either of the two in their own role, under the hat of coach (C9, C12)', async () => {
    const mirror = await openRound(town);
    const mine = (role: string) => (me: Person) => ({
      ...draftOf(town, mirror, 'coach'),
      role,
      person_id: me.id,
      organisation_id: me.organisation
    });
    expect(await whoCan(town, (me) => inserting('mirror_responses', mine('coach')(me)))).toEqual(['coach']);
    expect(await whoCan(town, (me) => inserting('mirror_responses', mine('coachee')(me)))).toEqual(['coachee']);
  });

  it('takes no response in the name of another, handed in already, or dated', async () => {
    const mirror = await openRound(town);
    const draft = draftOf(town, mirror, 'coach');
    expect(await whoCan(town, () => inserting('mirror_responses', draft))).toEqual(['coach']);
    expect(await whoCan(town, () => inserting('mirror_responses', { ...draft, person_id: town.people.coachee.id }))).toEqual([]);
    expect((await ask(town, 'coach', inserting('mirror_responses', { ...draft, handed_in_at: new Date() }))).isRefused).toBe(true);
  });

  it('cannot be attached to the mirror of another pair', async () => {
    const mirror = await openRound(town, town.otherPair, 'otherCoach');
    const own = ask(town, 'coach', inserting('mirror_responses', draftOf(town, mirror, 'coach')));
    expect((await own).isRefused).toBe(true);
    const claimed = inserting('mirror_responses', { ...draftOf(town, mirror, 'coach'), relationship_id: town.otherPair });
    expect((await ask(town, 'coach', claimed)).isRefused).toBe(true);
  });

  it('keeps to its own pair by key as well, for whoever gets past the policies', async () => {
    const mirror = await openRound(town, town.otherPair, 'otherCoach');
    const row = draftOf(town, mirror, 'coach');
    const insert = `insert into mirror_responses (organisation_id, mirror_id, relationship_id, person_id, role, answers) values ($1, $2, $3, $4, $5, $6)`;
    const planted = town.database.asOwner((owner) => owner.query(insert, Object.values(row)));
    expect(codeOf(await planted.catch((error: unknown) => error))).toBe('23503');
  });

  it('is final once handed in: not changed, not taken back, not handed in again', async () => {
    const mirror = await openRound(town);
    await handIn(town, mirror, 'coach');
    const where = sql`where mirror_id = ${mirror} and role = 'coach'`;
    for (const change of [sql`answers = 'x'`, sql`handed_in_at = null`, sql`handed_in_at = now()`]) {
      expect((await ask(town, 'coach', sql`update mirror_responses set ${change} ${where}`)).count).toBe(0);
    }
    expect((await ask(town, 'coach', sql`delete from mirror_responses`)).isRefused).toBe(true);
  });

  it('is handed in now, not yesterday, and stays in its own round and name', async () => {
    const mirror = await openRound(town);
    await saveDraft(town, mirror, 'coach');
    const backdated = sql`update mirror_responses set handed_in_at = now() - interval '1 day'`;
    expect((await ask(town, 'coach', backdated)).isRefused).toBe(true);
    for (const column of ['organisation_id', 'mirror_id', 'relationship_id', 'person_id', 'role']) {
      expect((await ask(town, 'coach', sql`update mirror_responses set ${sql.ref(column)} = ${sql.ref(column)}`)).isRefused).toBe(true);
    }
  });

  it('is changed by its writer alone, while it is a draft', async () => {
    const mirror = await openRound(town);
    await saveDraft(town, mirror, 'coach');
    await saveDraft(town, mirror, 'coachee');
    const rewritten = (role: string) => () => sql`update mirror_responses set answers = 'x' where mirror_id = ${mirror} and role = ${role}`;
    expect(await whoCan(town, rewritten('coach'))).toEqual(['coach']);
    expect(await whoCan(town, rewritten('coachee'))).toEqual(['coachee']);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from mirror_responses`)).isRefused).toBe(true);
  });
});
