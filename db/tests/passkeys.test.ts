import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Person, type Town } from '#test/people.ts';

onBothEngines('passkeys', (opened) => {
  let town: Town;
  const passkey = (person: Person) => {
    const id = newId();
    return {
      organisation_id: person.organisation,
      id,
      person_id: person.id,
      credential_id: id,
      public_key: Buffer.from('key'),
      name: 'phone'
    };
  };
  beforeAll(async () => {
    town = await buildTown(opened());
    for (const person of [town.people.coach, town.people.coordinator]) {
      await town.database.doors.asPerson(person.token, (db) => inserting('passkeys', passkey(person)).execute(db));
    }
  });

  it('is there for its own person only', async () => {
    expect(await whoSees(town, 'passkeys', { person_id: town.people.coach.id })).toEqual(['coach', 'coachAsEvaluator']);
  });

  it('is added for oneself only', async () => {
    expect(await whoCan(town, () => inserting('passkeys', passkey(town.people.coordinator)))).toEqual(['coordinator']);
  });

  it('is removed by its own person only, also by a statement that asks for no row', async () => {
    expect(await whoCan(town, () => sql`delete from passkeys where person_id = ${town.people.coach.id}`)).toEqual([
      'coach',
      'coachAsEvaluator'
    ]);
    expect((await ask(town, 'coach', sql`delete from passkeys`)).count).toBe(1);
    expect((await ask(town, 'administrator', sql`delete from passkeys`)).count).toBe(0);
  });

  it('has its counter moved by the system role, and its key by nobody', async () => {
    expect(await whoCan(town, () => sql`update passkeys set counter = 9`)).toEqual([]);
    expect((await askSystem(town, sql`update passkeys set counter = 9`)).count).toBeGreaterThan(0);
    expect((await askSystem(town, sql`update passkeys set public_key = ''`)).isRefused).toBe(true);
  });
});
