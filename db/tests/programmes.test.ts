import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';

onBothEngines('programmes', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is there for its members and the administrator', async () => {
    expect(await whoSees(town, 'programmes', { id: town.programme })).toEqual([
      ...['coach', 'coachAsEvaluator', 'coachee', 'exCoach', 'otherCoach', 'otherCoachee', 'coordinator', 'administrator', 'evaluator']
    ]);
    expect(await whoSees(town, 'programmes', { id: town.otherProgramme })).toEqual(['otherCoordinator', 'administrator']);
  });

  it('has its rhythm set by its coordinators', async () => {
    expect(await whoCan(town, () => sql`update programmes set mirror_days = 30 where id = ${town.programme}`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`update programmes set mirror_days = 30 where id = ${town.otherProgramme}`)).toEqual([
      'otherCoordinator'
    ]);
    expect((await ask(town, 'coordinator', sql`update programmes set mirror_days = 30`)).count).toBe(1);
    expect((await ask(town, 'coordinator', sql`update programmes set organisation_id = organisation_id`)).isRefused).toBe(true);
  });

  it('is made through its function, by the administrator, who then coordinates it', async () => {
    const programme = newId();
    const making = (id: string) => sql`select app.create_programme(${id}, ${newId()}, 'New', 'work') is not null`;
    expect(await whoCan(town, () => making(newId()))).toEqual(['administrator']);
    expect(
      await whoCan(town, (me) => inserting('programmes', { organisation_id: me.organisation, id: newId(), name: 'x', world: 'work' }))
    ).toEqual([]);
    await town.database.doors.asPerson(town.people.administrator.token, (db) => making(programme).execute(db));
    expect(await whoCan(town, () => sql`update programmes set name = 'x' where id = ${programme}`)).toEqual(['administrator']);
  });

  it('is removed by nobody', async () => {
    expect(await whoCan(town, () => sql`delete from programmes`)).toEqual([]);
  });
});
