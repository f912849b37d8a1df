import { type RawBuilder, sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, codeOf, inserting } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildTown, hashOf, type Identity, type Person, type Town } from '#test/people.ts';
import { completeRound, draftOf, openRound, release, releaseOf, saveDraft } from '#test/rounds.ts';

/**
 * PostgreSQL before 15.20, 16.16, 17.12 and 18.7 lets an upsert tell whether a hidden row fits a condition
 * (CVE-2026-120154). It needs a table that a person may both insert into and update, and a hidden row to collide with.
 */
type Upsert = { by: Identity; row: Readonly<Record<string, unknown>>; key: readonly string[]; change: RawBuilder<unknown> };

/** What somebody hears who collides with a hidden row on purpose and asks it a question. */
async function heard(town: Town, table: string, { by, row, key, change }: Upsert, guess: RawBuilder<unknown>): Promise<string> {
  const target = sql.join(key.map((column) => sql.ref(column)));
  const upsert = sql`${inserting(table, row)} on conflict (${target}) do update set ${change} where ${guess}`;
  return JSON.stringify(await ask(town, by, upsert).catch((error: unknown) => codeOf(error)));
}

async function expectSilence(town: Town, table: string, upsert: Upsert): Promise<void> {
  const [yes, no] = [await heard(town, table, upsert, sql`true`), await heard(town, table, upsert, sql`false`)];
  expect([table, upsert.by, yes]).toEqual([table, upsert.by, no]);
}

onBothEngines('an upsert', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is possible in three tables only', async () => {
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
           and has_any_column_privilege('vierpoot_app', oid, 'insert') and has_any_column_privilege('vierpoot_app', oid, 'update') order by 1`
      )
    );
    expect(rows.map((row) => row.name)).toEqual(['invitations', 'mirror_releases', 'mirror_responses']);
  });

  it('tells nothing of a draft or an answer (C7)', async () => {
    const mirror = await openRound(town);
    await saveDraft(town, mirror, 'coachee');
    const { coach, otherCoachee } = town.people;
    const change = sql`answers = 'x'`;
    const row = draftOf(town, mirror, 'coachee');
    for (const by of ['coach', 'otherCoachee', 'exCoach'] as const) {
      await expectSilence(town, 'mirror_responses', { by, row, key: ['organisation_id', 'mirror_id', 'role'], change });
    }
    const asOther = { ...row, relationship_id: town.otherPair, person_id: otherCoachee.id };
    await expectSilence(town, 'mirror_responses', {
      by: 'otherCoachee',
      row: asOther,
      key: ['organisation_id', 'mirror_id', 'role'],
      change
    });
    const asCoach = { ...row, person_id: coach.id, role: 'coach' };
    await expectSilence(town, 'mirror_responses', {
      by: 'coach',
      row: asCoach,
      key: ['organisation_id', 'mirror_id', 'role'],
      change: sql`answers = 'x'`
    });
  });

  it('tells nothing of a release, to the coach nor to another coachee (C17)', async () => {
    const fresh = await buildTown(opened());
    const mirror = await completeRound(fresh);
    await release(fresh, mirror, 'nothing');
    const row = releaseOf(fresh, mirror, 'nothing');
    const key = ['organisation_id', 'mirror_id'];
    const change = sql`level = 'nothing', scores = null`;
    await expectSilence(fresh, 'mirror_releases', { by: 'coach', row, key, change });
    await expectSilence(fresh, 'mirror_releases', { by: 'otherCoachee', row: { ...row, relationship_id: fresh.otherPair }, key, change });
  });
});

// The embedded engine is PostgreSQL 18.6, which leaks here; what hangs on it is who was invited, for a coordinator who knows a row's id.
onEngine('server', 'an upsert', (opened) => {
  it('tells a coordinator nothing of the invitations of another programme', async () => {
    const town = await buildTown(opened());
    const { coordinator, otherCoordinator } = town.people;
    const row = (by: Person, id: string, programme: string) => ({
      ...{ organisation_id: by.organisation, id, programme_id: programme, email: 'a@example.org', name: 'A', role: 'coach' },
      ...{ token_hash: hashOf(Buffer.from(newId())), invited_by: by.id }
    });
    const id = newId();
    await town.database.doors.asPerson(coordinator.token, (db) =>
      inserting('invitations', row(coordinator, id, town.programme)).execute(db)
    );
    const upsert = { by: 'otherCoordinator', row: row(otherCoordinator, id, town.otherProgramme), key: ['organisation_id', 'id'] } as const;
    await expectSilence(town, 'invitations', { ...upsert, change: sql`revoked_at = now()` });
  });
});
