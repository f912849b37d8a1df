import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, identities, type Town } from '#test/people.ts';

const strangers = ['stranger', 'strangerCoachee', 'strangerCoordinator'];

onBothEngines('organisations', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is there for its own people and for nobody else', async () => {
    const own = identities.filter((name) => name !== 'nobody' && !strangers.includes(name));
    expect(await whoSees(town, 'organisations', { id: town.organisation })).toEqual(own);
    expect(await whoSees(town, 'organisations', { id: town.stranger.organisation })).toEqual(strangers);
  });

  it('is made by the system role and changed by nobody', async () => {
    const row = { id: newId(), name: 'New', world: 'work', is_demo: false };
    expect(await whoCan(town, () => inserting('organisations', row))).toEqual([]);
    expect((await askSystem(town, inserting('organisations', row))).count).toBe(1);
    for (const change of [sql`update organisations set name = 'x'`, sql`delete from organisations`]) {
      expect(await whoCan(town, () => change)).toEqual([]);
      expect((await askSystem(town, change)).isRefused).toBe(true);
    }
  });
});
