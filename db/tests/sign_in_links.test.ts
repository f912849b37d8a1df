import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, hashOf, type Person, type Town } from '#test/people.ts';

onBothEngines('sign_in_links', (opened) => {
  let town: Town;
  const link = (person: Person) => ({
    ...{ organisation_id: person.organisation, id: newId(), person_id: person.id },
    ...{ token_hash: hashOf(randomBytes(32)), expires_at: new Date(Date.now() + 600_000) }
  });
  beforeAll(async () => {
    town = await buildTown(opened());
    await town.database.doors.asSystem('test: link', (db) => inserting('sign_in_links', link(town.people.coach)).execute(db));
  });

  it('does not exist for any person, not even its own', async () => {
    for (const statement of [
      sql`select id from sign_in_links`,
      sql`update sign_in_links set used_at = null`,
      sql`delete from sign_in_links`,
      sql`select count(*) from sign_in_links`
    ]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
    }
    expect(await whoCan(town, (me) => inserting('sign_in_links', link(me)))).toEqual([]);
  });

  it('is made, used and cleared by the system role, which cannot change whose it is', async () => {
    expect((await askSystem(town, sql`update sign_in_links set used_at = now()`)).count).toBe(1);
    expect((await askSystem(town, sql`update sign_in_links set person_id = person_id`)).isRefused).toBe(true);
    expect((await askSystem(town, sql`delete from sign_in_links`)).count).toBe(1);
  });
});
