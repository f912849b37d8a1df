import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';

onBothEngines('own_tools', (opened) => {
  let town: Town;
  const entry = (by: Person, slug = 'own-walk', number = 1) => ({
    ...{ organisation_id: by.organisation, slug, number, facts: '{}', nl: '# Wandelen', written_by: by.id }
  });
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is written by whoever coordinates or administers here, in their own name (C40)', async () => {
    const writers = ['coordinator', 'otherCoordinator', 'administrator', 'strangerCoordinator'];
    expect(await whoCan(town, (me) => inserting('own_tools', entry(me)))).toEqual(writers);
    expect(await whoCan(town, () => inserting('own_tools', entry(town.people.coach)))).toEqual([]);
  });

  it('is read by everybody of the organisation, and by nobody of another', async () => {
    await town.database.doors.asPerson(town.people.coordinator.token, (db) =>
      inserting('own_tools', entry(town.people.coordinator)).execute(db)
    );
    expect(await whoSees(town, 'own_tools', { slug: 'own-walk' })).toEqual([
      ...['coach', 'coachAsEvaluator', 'coachee', 'exCoach', 'otherCoach', 'otherCoachee'],
      ...['coordinator', 'otherCoordinator', 'administrator', 'adviser', 'evaluator']
    ]);
  });

  it('never takes the name of an entry of the house, so that it hides none (C6)', async () => {
    const insert = inserting('own_tools', entry(town.people.coordinator, 'energy-map'));
    await expect(ask(town, 'coordinator', insert)).rejects.toThrow('own_tools_slug_check');
  });

  it('is only added to: what a pair once used stays readable', async () => {
    expect(await whoCan(town, () => sql`update own_tools set is_archived = true`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from own_tools`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from own_tools`)).isRefused).toBe(true);
  });
});
