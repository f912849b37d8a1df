import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { findCoordinatedProgramme, listCoordinatedProgrammes } from '#lib/server/queries/programmes.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { beginProgramme } from './begin-programme.ts';

onBothEngines('beginning a programme', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  const rules = { name: 'New', world: 'work' as const, mirrorDays: 14, needIntervalDays: 70 };
  const doorOf =
    (name: Identity): Parameters<typeof beginProgramme>[0] =>
    (work) =>
      town.database.doors.asPerson(town.people[name].token, work);
  const coordinated = (name: Identity) => doorOf(name)(listCoordinatedProgrammes);

  it('is one programme when its form is sent twice, also at the same moment', async () => {
    const id = newId();
    const door = doorOf('administrator');
    const before = (await coordinated('administrator')).length;
    const begun = await Promise.all([beginProgramme(door, id, rules), beginProgramme(door, id, rules)]);
    expect([...begun, await beginProgramme(door, id, rules)]).toEqual([id, id, id]);
    expect(await coordinated('administrator')).toHaveLength(before + 1);
  });

  it('gets an id of its own when the one sent belongs to somebody else’s programme, which stays as it was', async () => {
    const begun = await beginProgramme(doorOf('administrator'), town.programme, rules);
    expect(begun).not.toBeNull();
    expect(begun).not.toBe(town.programme);
    expect((await coordinated('administrator')).map(({ id }) => id)).toContain(begun);
    expect(await doorOf('administrator')((db) => findCoordinatedProgramme(db, town.programme))).toBeNull();
  });

  it('is nothing for who may not make programmes, whatever id is sent', async () => {
    for (const id of [newId(), town.programme]) expect(await beginProgramme(doorOf('coach'), id, rules)).toBeNull();
  });
});
