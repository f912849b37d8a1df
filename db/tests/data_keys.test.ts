import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
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

  it('is made by either of an active pair (C9, C12)', async () => {
    expect(await whoCan(town, () => inserting('data_keys', key(town.pair)))).toEqual(['coach', 'coachee']);
    expect(await whoCan(town, () => inserting('data_keys', key(town.exPair)))).toEqual([]);
  });

  it('is read by the two; by the coachee alone once the pair stopped (C28)', async () => {
    await town.database.doors.asPerson(town.people.coach.token, (db) => inserting('data_keys', key(town.pair)).execute(db));
    expect(await whoSees(town, 'data_keys', { relationship_id: town.pair })).toEqual(['coach', 'coachee']);
    await stopPair(town);
    expect(await whoSees(town, 'data_keys', { relationship_id: town.pair })).toEqual(['coachee']);
  });

  it('is one per pair, and is neither replaced nor destroyed by people', async () => {
    await town.database.doors.asPerson(town.people.coach.token, (db) => inserting('data_keys', key(town.pair)).execute(db));
    await expect(ask(town, 'coachee', inserting('data_keys', key(town.pair)))).rejects.toThrow(
      'data_keys_organisation_id_relationship_id_key'
    );
    expect(await whoCan(town, () => sql`update data_keys set wrapped = ''`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from data_keys`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from data_keys`)).isRefused).toBe(true);
  });
});
