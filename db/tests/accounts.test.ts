import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';

onBothEngines('accounts', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('shows an address to its person and to those who run the programme, not to the other of the pair', async () => {
    const address = () => sql`select email from accounts where person_id = ${town.people.coachee.id}`;
    expect(await whoCan(town, address)).toEqual(['coachee', 'coordinator', 'administrator']);
  });

  it('shows a password hash to no person, not even the own', async () => {
    expect(await whoCan(town, () => sql`select password_hash from accounts`)).toEqual([]);
    expect(await whoCan(town, () => sql`select * from accounts`)).toEqual([]);
    expect(await whoCan(town, () => sql`select person_id from accounts where password_hash = 'hash'`)).toEqual([]);
    expect(await whoCan(town, () => sql`select count(*) from accounts order by max(password_hash)`)).toEqual([]);
  });

  it('is written by the system role alone', async () => {
    const row = (person: string, organisation: string) => ({ organisation_id: organisation, person_id: person, email: 'x@example.org' });
    expect(await whoCan(town, (me) => inserting('accounts', row(newId(), me.organisation)))).toEqual([]);
    expect(await whoCan(town, () => sql`update accounts set email = 'x@example.org'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from accounts`)).toEqual([]);
    expect((await askSystem(town, sql`update accounts set password_hash = 'new' where person_id = ${town.people.coach.id}`)).count).toBe(1);
    expect((await askSystem(town, sql`update accounts set email = 'x@example.org'`)).isRefused).toBe(true);
  });
});
