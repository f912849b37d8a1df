import { type RawBuilder, sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, codeOf, inserting } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildDeskTown, put, rowOf } from '#test/pair-doors.ts';
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

/** What a person may change of a pair's rows. */
const changesOfPairs = {
  ...{ actions: 'due_on = null', conversations: 'minutes = 45', evaluation_releases: 'withdrawn_at = now()', goals: "state = 'open'" },
  ...{ meeting_offers: 'answered_at = now()', notes: 'is_shared = true', pair_rhythms: 'rhythm_days = 30' }
} as const;
const changedTables = Object.keys(changesOfPairs) as (keyof typeof changesOfPairs)[]; // its own keys

onBothEngines('an upsert', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  it('is possible in these tables only', async () => {
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
           and has_any_column_privilege('vierpoot_app', oid, 'insert') and has_any_column_privilege('vierpoot_app', oid, 'update') order by 1`
      )
    );
    expect(rows.map((row) => row.name)).toEqual([
      ...['actions', 'conversations', 'evaluation_releases', 'goals', 'invitations'],
      ...['match_backgrounds', 'match_choices', 'match_participants', 'match_profiles', 'match_results', 'match_rounds', 'match_settings'],
      ...['meeting_offers', 'mirror_releases', 'mirror_responses', 'notes', 'pair_rhythms']
    ]);
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

// The embedded engine is PostgreSQL 18.6, which leaks here, to somebody of the same organisation who knows a row's id and writes the
// statement: who was invited, and of a pair's rows what is not sealed, such as a date or a state. What people write is sealed.
onEngine('server', 'an upsert', (opened) => {
  it.each(changedTables)('tells another pair nothing of %s, to somebody who knows the id (C10, C17)', async (table) => {
    const town = await buildDeskTown(opened());
    const row = await put(town, table, table === 'meeting_offers' ? 'coach' : 'coachee');
    const isNamed = table !== 'pair_rhythms';
    const key = isNamed ? ['organisation_id', 'id'] : ['organisation_id', 'relationship_id'];
    const change = sql.raw(changesOfPairs[table]);
    for (const by of ['otherCoach', 'otherCoachee', 'exCoach', 'coachAsEvaluator'] as const) {
      await expectSilence(town, table, { by, row, key, change });
      const own = rowOf(town, table, by, {
        pair: by.startsWith('other') ? town.otherPair : town.pair,
        ...(isNamed ? { id: row['id'] } : {})
      });
      if (isNamed) await expectSilence(town, table, { by, row: own, key, change });
    }
  });

  it('tells the other of the pair nothing of a note that is not shared (C17)', async () => {
    const desks = await buildDeskTown(opened());
    const { id } = await put(desks, 'notes', 'coachee', { is_shared: false });
    const upsert = { row: rowOf(desks, 'notes', 'coach', { id }), key: ['organisation_id', 'id'], change: sql`is_shared = true` };
    await expectSilence(desks, 'notes', { by: 'coach', ...upsert });
  });

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
