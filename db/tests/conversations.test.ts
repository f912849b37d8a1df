import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, type DeskTown, doAs, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';
import { declare } from '#test/people.ts';

const planning = (town: DeskTown) => inserting('conversations', rowOf(town, 'conversations', 'coachee'));

onBothEngines('conversations', (opened) => {
  keepsItsDoors('conversations', opened, {
    name: 'created_by',
    isShared: true,
    set: 'changes = changes + 1',
    changes: ['coach', 'coachee']
  });

  it('is planned a second time when both signed the agreement, and not before (C15)', async () => {
    const town = await buildDeskTown(opened());
    const may = () => whoCan(town, () => sql`select app.may_plan(${town.pair})`);
    expect(await may()).toEqual(['coach', 'coachee']);
    await put(town, 'conversations', 'coach');
    expect(await may()).toEqual([]);
    expect((await ask(town, 'coachee', planning(town))).isRefused).toBe(true);
    await put(town, 'agreement_signatures', 'coach');
    expect((await ask(town, 'coachee', planning(town))).isRefused).toBe(true);
    await put(town, 'agreement_signatures', 'coachee');
    expect((await ask(town, 'coachee', planning(town))).count).toBe(1);
  });

  it('is planned a second time while the agreement is put off to a date, and not after it (C15)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'conversations', 'coach');
    await put(town, 'pair_rhythms', 'coach', { agreement_postponed_until: sql`current_date - 1` });
    expect((await ask(town, 'coachee', planning(town))).isRefused).toBe(true);
    await doAs(town, 'coach', sql`update pair_rhythms set agreement_postponed_until = current_date + 1`);
    expect((await ask(town, 'coachee', planning(town))).count).toBe(1);
  });

  it('does not slip past the agreement by being proposed first, or called off and planned again (C15)', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'conversations', 'coach', { state: 'proposed' });
    const second = await put(town, 'conversations', 'coachee', { state: 'proposed' });
    const becomes = (which: unknown, state: string) => sql`update conversations set state = ${state} where id = ${which}`;
    await doAs(town, 'coach', becomes(id, 'planned'));
    for (const state of ['planned', 'held']) {
      for (const which of [second['id'], town.desks.get(town.pair)?.talk])
        expect((await ask(town, 'coachee', becomes(which, state))).count).toBe(0);
    }
    for (const state of ['planned', 'held', 'skipped', 'cancelled']) {
      expect([state, (await ask(town, 'coachee', becomes(id, state))).count]).toEqual([state, 1]);
    }
    expect((await ask(town, 'coachee', becomes(second['id'], 'cancelled'))).count).toBe(1);
  });

  it('is held under the hat of coach or one that was declared, also after the coach took it back (C12)', async () => {
    const town = await buildDeskTown(opened());
    const hatted = (hat: string) => inserting('conversations', rowOf(town, 'conversations', 'coach', { hat }));
    expect((await ask(town, 'coach', hatted('evaluator'))).isRefused).toBe(true);
    const { id } = await put(town, 'conversations', 'coach');
    const change = sql`update conversations set hat = 'evaluator' where id = ${id}`;
    expect((await ask(town, 'coach', change)).isRefused).toBe(true);
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    expect((await ask(town, 'coachee', change)).isRefused).toBe(true); // the hat is the coach's own
    await doAs(town, 'coach', change);
    await declare(opened(), { coach: town.people.coach, pair: town.pair });
    expect((await ask(town, 'coachee', sql`update conversations set minutes = 60 where id = ${id}`)).count).toBe(1);
    expect((await ask(town, 'coachee', sql`update conversations set hat = 'manager' where id = ${id}`)).isRefused).toBe(true);
    expect((await ask(town, 'coachee', sql`update conversations set hat = 'coach' where id = ${id}`)).isRefused).toBe(true);
    expect((await ask(town, 'coach', sql`update conversations set hat = 'coach' where id = ${id}`)).count).toBe(1);
  });

  it('answers whether a talk may stand like this to the two only', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'conversations', 'coach');
    expect(await whoCan(town, () => sql`select app.may_stand(${id}, ${town.pair}, 'held', 'coach')`)).toEqual(['coach', 'coachee']);
    expect(await whoCan(town, () => sql`select app.may_stand(${id}, ${town.otherPair}, 'held', 'coach')`)).toEqual([
      'otherCoach',
      'otherCoachee'
    ]);
  });

  it('tells the coordinator of a pair that it is silent, and of no talk more than that (C33)', async () => {
    const town = await buildDeskTown(opened());
    const silent = () => whoCan(town, () => sql`select 1 from app.silent_pairs(${town.programme}) where relationship_id = ${town.pair}`);
    expect(await silent()).toEqual([]);
    await opened().asOwner((owner) =>
      owner.query(`update relationships set started_at = now() - interval '60 days' where id = $1`, [town.pair])
    );
    expect(await silent()).toEqual(['coordinator']);
    const { id } = await put(town, 'conversations', 'coach');
    expect(await silent()).toEqual([]);
    await doAs(town, 'coach', sql`update conversations set state = 'held', starts_at = now() - interval '53 days' where id = ${id}`);
    expect(await silent()).toEqual(['coordinator']);
    await put(town, 'pair_rhythms', 'coach', { rhythm_days: 36 });
    expect(await silent()).toEqual([]);
  });
});
