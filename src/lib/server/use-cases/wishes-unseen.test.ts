import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { newRing } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs } from '#test/match-town.ts';
import { keepWishes, readOwnWishes } from './keep-wishes.ts';
import { sealForMatch } from './seal-for-match.ts';

const planted = 'Kwetsbaarwoord';

onBothEngines('a personal wish', (opened) => {
  it('is in nothing a coordinator can read: no word, no mark (C26, article 9)', async () => {
    const town = await buildMatchTown(opened());
    const { organisation, programme, people, database } = town;
    const settings = { organisation_id: organisation, programme_id: programme, settings: '{}', changed_by: people.coordinator.id };
    await enterAs(town, 'coordinator', 'match_settings', { ...settings, asks_wishes: true });
    const seal = sealForMatch(newRing(), { organisationId: organisation, programmeId: programme });
    const place: ProfilePlace = { organisationId: organisation, programmeId: programme, personId: people.coachee.id, side: 'coachee' };
    const own = await database.doors.asPerson(people.coachee.token, async (db) => {
      expect(await keepWishes(db, { seal, place }, [planted])).toBeNull();
      return readOwnWishes(db, seal, place);
    });
    expect(own.map(({ words }) => words)).toEqual([planted]);
    const { rows: tables } = await database.asOwner((owner) =>
      owner.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('vierpoot_app', oid, 'select')`
      )
    );
    expect(tables.length).toBeGreaterThan(20);
    const dump = await database.doors.asPerson(people.coordinator.token, async (db) => {
      const all = [];
      for (const { name } of tables)
        all.push((await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)).rows);
      return JSON.stringify(all);
    });
    expect(dump).toContain(people.coachee.id);
    expect(dump).not.toContain(planted);
    expect(dump).not.toContain(own[0]?.mark.toString('hex'));
  });
});
