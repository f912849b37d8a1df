import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, type DeskTown, doAs, put } from '#test/pair-doors.ts';
import { declare, type Identity, putHatOnAgain } from '#test/people.ts';

onBothEngines('hat_changes', (opened) => {
  let town: DeskTown;
  beforeEach(async () => {
    town = await buildDeskTown(opened());
  });
  const changing = (hat: string | null) => sql`select app.change_hat(${hat})`;
  const lines = async (name: Identity = 'coachee') => {
    const { rows } = await town.database.doors.asPerson(town.people[name].token, (db) =>
      sql<{ hat: string }>`select hat from hat_changes order by at`.execute(db)
    );
    return rows.map(({ hat }) => hat);
  };

  it('is no hat at all without having been declared: everybody keeps the one they have (C12)', async () => {
    for (const hat of ['evaluator', 'manager']) {
      expect((await whoCan(town, () => changing(hat))).filter((name) => name !== 'coachAsEvaluator')).toEqual([]);
    }
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['teacher', 'manager'] });
    for (const hat of ['evaluator', 'teacher', 'boss', '', null]) expect((await ask(town, 'coach', changing(hat))).count).toBe(0);
    expect((await ask(town, 'coach', changing('manager'))).count).toBe(1);
    expect(await lines()).toEqual([]);
  });

  it('is noted for each coachee it concerns, and seen by the two of that pair only (C12)', async () => {
    const { coach } = town.people;
    await declare(opened(), { coach, pair: town.pair, roles: ['evaluator'] });
    await doAs(town, 'coach', changing('evaluator'));
    await doAs(town, 'coach', changing('evaluator'));
    await doAs(town, 'coach', changing('coach'));
    expect(await lines()).toEqual(['evaluator', 'coach']);
    expect(await whoSees(town, 'hat_changes', { relationship_id: town.pair })).toEqual(['coach', 'coachAsEvaluator', 'coachee']);
    expect([await lines('otherCoachee'), await lines('coordinator')]).toEqual([[], []]);
  });

  it('is noted with the talk when a talk gets another hat, whoever tries to leave it out (C12)', async () => {
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    const { id } = await put(town, 'conversations', 'coach', { hat: 'evaluator' });
    for (const hat of ['coach', 'coach', 'evaluator'])
      await doAs(town, 'coach', sql`update conversations set hat = ${hat} where id = ${id}`);
    expect(await lines()).toEqual(['evaluator', 'coach', 'evaluator']);
    expect(await whoSees(town, 'hat_changes', { conversation_id: String(id) })).toEqual(['coach', 'coachAsEvaluator', 'coachee']);
  });

  it('for a talk opens no evaluation: that takes the hat of a session (C10)', async () => {
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await put(town, 'evaluation_releases', 'coachee');
    await put(town, 'conversations', 'coach', { hat: 'evaluator' });
    expect((await ask(town, 'coachAsEvaluator', sql`select 1 from evaluation_releases`)).count).toBe(0);
    await putHatOnAgain(town);
    expect((await ask(town, 'coachAsEvaluator', sql`select 1 from evaluation_releases`)).count).toBe(1);
  });

  it('cannot be passed over by changing to and fro in one transaction', async () => {
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await town.database.doors.asPerson(town.people.coach.token, async (db) => {
      for (const hat of ['evaluator', 'coach', 'evaluator']) await changing(hat).execute(db);
    });
    expect(await lines()).toEqual(['evaluator', 'coach', 'evaluator']);
  });

  it('takes the coaching away from the session that changed, at once, and gives it back with the hat of coach (C10, C12)', async () => {
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await put(town, 'notes', 'coachee');
    const sees = async () => (await ask(town, 'coach', sql`select 1 from notes`)).count;
    expect(await sees()).toBe(1);
    await doAs(town, 'coach', changing('evaluator'));
    expect(await sees()).toBe(0);
    await doAs(town, 'coach', changing('coach'));
    expect(await sees()).toBe(1);
  });

  it('is written by the database only, and never changed', async () => {
    const row = { organisation_id: town.organisation, relationship_id: town.pair, person_id: town.people.coach.id, hat: 'coach' };
    expect(await whoCan(town, () => inserting('hat_changes', row))).toEqual([]);
    expect(await whoCan(town, () => sql`update hat_changes set hat = 'coach'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from hat_changes`)).toEqual([]);
    expect(await whoCan(town, () => sql`update sessions set hat = 'coach'`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from hat_changes`)).isRefused).toBe(true);
  });
});
