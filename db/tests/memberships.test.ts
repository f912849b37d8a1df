import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, codeOf, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';

onBothEngines('memberships', (opened) => {
  let town: Town;
  const joining = (person: Person, role: string, programme: string | null = town.programme) =>
    inserting('memberships', { organisation_id: person.organisation, id: newId(), person_id: person.id, programme_id: programme, role });
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is there for its person, the coordinators of the programme and the administrator', async () => {
    expect(await whoSees(town, 'memberships', { person_id: town.people.coachee.id })).toEqual(['coachee', 'coordinator', 'administrator']);
    expect(await whoSees(town, 'memberships', { person_id: town.people.adviser.id })).toEqual(['administrator', 'adviser']);
  });

  it('is given by the coordinator of that programme, to somebody already in one of theirs', async () => {
    expect(await whoCan(town, () => joining(town.people.coachee, 'coach'))).toEqual(['coordinator']);
    expect(await whoCan(town, () => joining(town.people.coachee, 'coach', town.otherProgramme))).toEqual([]);
    expect(await whoCan(town, () => joining(town.people.otherCoordinator, 'coach'))).toEqual([]);
  });

  it('makes nobody coordinator or administrator by their own hand', async () => {
    expect(await whoCan(town, (me) => joining(me, 'administrator', null))).toEqual([]);
    expect(await whoCan(town, (me) => sql`${joining(me, 'coordinator')} on conflict do nothing`)).toEqual([]);
    expect(await whoCan(town, (me) => joining(me, 'coordinator', null))).toEqual([]);
  });

  it('knows no administrator of one programme, whoever writes it', async () => {
    const { organisation, id } = town.people.coach;
    const planted = town.database.asOwner((owner) =>
      owner.query(`insert into memberships values ($1, $2, $3, $4, 'administrator')`, [organisation, newId(), id, town.programme])
    );
    expect(codeOf(await planted.catch((error: unknown) => error))).toBe('23514');
  });

  it('is taken by the coordinator, but not their own', async () => {
    const leaving = (person: Person) => () => sql`delete from memberships where person_id = ${person.id}`;
    expect(await whoCan(town, leaving(town.people.coachee))).toEqual(['coordinator']);
    expect(await whoCan(town, leaving(town.people.coordinator))).toEqual([]);
    expect((await ask(town, 'coordinator', sql`delete from memberships`)).count).toBe(6);
  });

  it('is not changed: a role is given or taken', async () => {
    expect(await whoCan(town, () => sql`update memberships set role = 'coordinator'`)).toEqual([]);
  });
});
