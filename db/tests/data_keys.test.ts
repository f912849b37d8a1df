import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, declare, putHatOnAgain, type Town } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('data_keys', (opened) => {
  let town: Town;
  const key = (pair: string) => ({
    organisation_id: town.organisation,
    id: newId(),
    relationship_id: pair,
    key_id: 'k1',
    wrapped: Buffer.from('w')
  });
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('is made by whoever may read what it opens (C9, C12, C28)', async () => {
    expect(await whoCan(town, () => inserting('data_keys', key(town.pair)))).toEqual(['coach', 'coachee']);
    expect(await whoCan(town, () => inserting('data_keys', key(town.exPair)))).toEqual(['coachee']);
  });

  it('for the evaluation is made by the coachee of an active pair alone (C10)', async () => {
    const evaluation = (pair: string) => () => inserting('data_keys', { ...key(pair), purpose: 'evaluation' });
    expect(await whoCan(town, evaluation(town.pair))).toEqual(['coachee']);
    expect(await whoCan(town, evaluation(town.exPair))).toEqual([]);
  });

  it('for the evaluation is read by the coachee, and under a declared hat that is on; the other key never under that hat (C10, C12)', async () => {
    for (const purpose of ['coaching', 'evaluation'])
      await town.database.doors.asPerson(town.people.coachee.token, (db) =>
        inserting('data_keys', { ...key(town.pair), purpose }).execute(db)
      );
    const readers = (purpose: string) => whoSees(town, 'data_keys', { relationship_id: town.pair, purpose });
    expect(await readers('evaluation')).toEqual(['coachee']);
    await declare(opened(), { coach: town.people.coach, pair: town.pair, roles: ['evaluator'] });
    await putHatOnAgain(town);
    expect([await readers('coaching'), await readers('evaluation')]).toEqual([
      ['coach', 'coachee'],
      ['coachAsEvaluator', 'coachee']
    ]);
    await stopPair(town);
    expect([await readers('coaching'), await readers('evaluation')]).toEqual([['coachee'], ['coachee']]);
  });

  it('is read by the two; by the coachee alone once the pair stopped (C28)', async () => {
    await town.database.doors.asPerson(town.people.coach.token, (db) => inserting('data_keys', key(town.pair)).execute(db));
    expect(await whoSees(town, 'data_keys', { relationship_id: town.pair })).toEqual(['coach', 'coachee']);
    await stopPair(town);
    expect(await whoSees(town, 'data_keys', { relationship_id: town.pair })).toEqual(['coachee']);
  });

  it('is one per pair and purpose, and is neither replaced nor destroyed by people', async () => {
    await town.database.doors.asPerson(town.people.coach.token, (db) => inserting('data_keys', key(town.pair)).execute(db));
    await expect(ask(town, 'coachee', inserting('data_keys', key(town.pair)))).rejects.toThrow(
      'data_keys_organisation_id_relationship_id_purpose_key'
    );
    expect(await whoCan(town, () => sql`update data_keys set wrapped = ''`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from data_keys`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from data_keys`)).isRefused).toBe(true);
  });
});
