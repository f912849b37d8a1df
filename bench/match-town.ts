import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/server/database/open.ts';
import { newId } from '#lib/server/new-id.ts';
import { type Person, signIn } from '#test/people.ts';

/** A programme in which so many coachees and coaches told about themselves, and its coordinator, signed in. */
export type MatchTown = { organisation: string; programme: string; coordinator: Person };
export type Crowd = { coachees: number; coaches: number };

/** Made by the owner of the tables in a few statements; tags from the written lists' size, so that lists overlap as they do. */
export async function buildMatchTown(database: Database, crowd: Crowd): Promise<MatchTown> {
  const [organisation, programme] = [newId(), newId()];
  const coordinator: Person = { id: newId(), organisation, token: randomBytes(32) };
  await database.doors.asSystem('bench: match', async (db) => {
    await db.insertInto('organisations').values({ id: organisation, name: 'Town', world: 'work', is_demo: false }).execute();
    await db.insertInto('programmes').values({ organisation_id: organisation, id: programme, name: 'Programme', world: 'work' }).execute();
    const own = { organisation_id: organisation, id: coordinator.id, name: 'Coordinator', language: 'nl' as const };
    await db.insertInto('people').values(own).execute();
    const membership = {
      organisation_id: organisation,
      id: newId(),
      person_id: own.id,
      programme_id: programme,
      role: 'coordinator' as const
    };
    await db.insertInto('memberships').values(membership).execute();
    await signIn(db, coordinator, coordinator.token);
  });
  await database.asOwner(async (client) => {
    await client.query('begin');
    for (const [role, count] of [
      ['coachee', crowd.coachees],
      ['coach', crowd.coaches]
    ] as const)
      await client.query(people, [organisation, programme, role, count]);
    await client.query('commit');
    await client.query('analyze');
  });
  return { organisation, programme, coordinator };
}

/** Some of a list of so many tags, another choice for every person and attribute. */
const some = (attribute: string, of: number, count: number) =>
  `'${attribute}', (select jsonb_agg(distinct '${attribute} ' || (abs(hashtext(n || '${attribute}' || at)) % ${of})) from generate_series(1, ${count}) at)`;

const people = `
  with made as materialized (select gen_random_uuid() as id, gen_random_uuid() as profile, n from generate_series(1, $4::int) n),
    persons as (insert into people (organisation_id, id, name, language) select $1, id, $3 || ' Person ' || n, 'nl' from made),
    letters as (insert into accounts (organisation_id, person_id, email) select $1, id, $3 || n || '@town.example' from made),
    places as (insert into memberships (organisation_id, id, person_id, programme_id, role)
      select $1, gen_random_uuid(), id, $2, $3 from made),
    profiles as (insert into match_profiles (organisation_id, id, programme_id, person_id, role, answers, handed_in_at)
      select $1, profile, $2, id, $3, jsonb_build_object('capacity', case $3 when 'coach' then 5 end, 'working',
          jsonb_build_array(1 + n % 5, 1 + n / 5 % 5, 1 + n / 25 % 5, 1 + n / 125 % 5), 'tags', jsonb_build_object(
          ${some('interests', 24, 5)}, ${some('values', 16, 4)}, ${some('experience', 12, 2)}, ${some('ambition', 16, 2)},
          ${some('network', 12, 3)}, ${some('sector', 12, 1)}, ${some('discipline', 12, 1)}, ${some('path', 6, 1)},
          'languages', jsonb_build_array('dutch'))), now() from made)
  insert into match_backgrounds (organisation_id, profile_id, answers)
    select $1, profile, jsonb_build_object('position', case $3 when 'coachee' then 1 + n % 5 end) from made`;
