import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { sweep } from '#lib/server/jobs/sweep.ts';
import { readWishMarks } from '#lib/server/queries/match-wishes.ts';
import { ask, askSystem, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown, setRound } from '#test/match-town.ts';
import { identities, type Identity } from '#test/people.ts';

const [sailing, faith, unmet] = [randomBytes(32), randomBytes(32), randomBytes(32)];

onBothEngines('match_wishes', (opened) => {
  async function buildTown(asks = true): Promise<MatchTown> {
    const town = await buildMatchTown(opened());
    const { organisation, programme, people } = town;
    const settings = { organisation_id: organisation, programme_id: programme, settings: '{}', changed_by: people.coordinator.id };
    await enterAs(town, 'coordinator', 'match_settings', { ...settings, asks_wishes: asks });
    return town;
  }
  const keeping = (town: MatchTown, side: string, marks: readonly Buffer[]) => {
    const list = marks.length === 0 ? sql`'{}'::bytea[]` : sql`array[${sql.join(marks)}]::bytea[]`;
    return sql`select 1 where app.keep_wishes(${town.programme}, ${side}, ${list}, ${list})`;
  };
  const keep = async (town: MatchTown, name: Identity, ...marks: Buffer[]) =>
    town.database.doors.asPerson(town.people[name].token, async (db) => {
      const { rows } = await keeping(town, name === 'coachee' ? 'coachee' : 'coach', marks).execute(db);
      return rows.length === 1;
    });
  /** As if both were volunteered before the suggestions came out. */
  const date = (town: MatchTown, days: number) =>
    town.database.asOwner((owner) =>
      owner.query(`update match_wishes set created_at = now() - make_interval(days => ${days}) where organisation_id = $1`, [
        town.organisation
      ])
    );
  const met = async (town: MatchTown, name: Identity, other: Identity) =>
    town.database.doors.asPerson(town.people[name].token, async (db) => {
      const { rows } = await sql<{ mark: Buffer }>`
        select unnest(app.wishes_met(${town.programme}, ${town.people[other].id})) as mark`.execute(db);
      return rows.map(({ mark }) => mark);
    });

  it('has no door: neither people, nor a coordinator, nor the system role read or write it', async () => {
    const town = await buildTown();
    await keep(town, 'coachee', faith);
    for (const statement of [sql`select 1 from match_wishes`, sql`update match_wishes set place = 0`, sql`delete from match_wishes`]) {
      for (const name of identities) expect([name, (await ask(town, name, statement)).isRefused]).toEqual([name, true]);
      expect((await askSystem(town, statement)).isRefused).toBe(true);
    }
  });

  it('is volunteered only where the programme asks for it, by who has a profile there, in their own name (C26)', async () => {
    const silent = await buildTown(false);
    expect(await whoCan(silent, () => keeping(silent, 'coachee', [faith]))).toEqual([]);
    const town = await buildTown();
    expect(await whoCan(town, () => keeping(town, 'coachee', [faith]))).toEqual(['coachee']);
    expect(await whoCan(town, () => keeping(town, 'coach', [faith]))).toEqual(['coach', 'coachAsEvaluator', 'exCoach', 'otherCoach']);
    expect(await keep(town, 'coachee', ...Array.from({ length: 6 }, () => randomBytes(32)))).toBe(false);
  });

  it('is read back by the person alone, and gone at once when taken back, also where it is no longer asked', async () => {
    const town = await buildTown();
    await keep(town, 'coachee', sailing, faith);
    const own = () => sql`select * from app.own_wishes(${town.programme}, 'coachee')`;
    expect(await whoCan(town, own)).toEqual(['coachee']);
    await town.database.doors.asPerson(town.people.coordinator.token, (db) =>
      sql`update match_settings set asks_wishes = false`.execute(db)
    );
    expect(await keep(town, 'coachee')).toBe(true);
    expect(await whoCan(town, own)).toEqual([]);
  });

  it('is told to the two who both volunteered it, once suggested, and of nobody else or anything else (C26)', async () => {
    const town = await buildTown();
    await keep(town, 'coachee', unmet, faith);
    for (const name of ['exCoach', 'otherCoach', 'coach'] as const) await keep(town, name, faith, sailing);
    await date(town, 1);
    expect(await met(town, 'coachee', 'exCoach')).toEqual([faith]);
    expect(await met(town, 'exCoach', 'coachee')).toEqual([]); // suggested, and not asked yet: a coach learns of nobody
    expect(await met(town, 'coach', 'coachee')).toEqual([faith]); // a pair
    for (const name of ['coordinator', 'otherCoordinator', 'administrator', 'otherCoachee', 'coachAsEvaluator', 'stranger'] as const) {
      expect([name, await met(town, name, 'coachee'), await met(town, name, 'exCoach')]).toEqual([name, [], []]);
    }
    await setRound(town, 'ready');
    expect(await met(town, 'coachee', 'exCoach')).toEqual([]);
  });

  it('tells nothing to who adds a trait afterwards, to find out about the other', async () => {
    const town = await buildTown();
    await keep(town, 'exCoach', faith);
    await date(town, 1);
    await keep(town, 'coachee', faith);
    expect(await met(town, 'coachee', 'exCoach')).toEqual([]);
  });

  it('lays a card only where both volunteered it, for the coordinator of the round to know nothing of, and it goes with the wish (C26)', async () => {
    const town = await buildTown();
    const { coachee, coach } = town.people;
    const part = { organisation_id: town.organisation, round_id: town.round, person_id: coach.id, role: 'coach', capacity: 1 };
    await enterAs(town, 'coordinator', 'match_participants', part);
    const lay = (name: Identity) =>
      town.database.doors.asPerson(town.people[name].token, (db) =>
        sql`select app.suggest_by_wish(${town.round}, array[${coachee.id}]::uuid[], array[${coach.id}]::uuid[])`.execute(db)
      );
    const cards = () => whoSees(town, 'match_suggestions', { round_id: town.round, coach_id: coach.id });
    await lay('coordinator');
    expect(await cards()).toEqual([]); // nothing volunteered
    await keep(town, 'coachee', unmet, faith);
    await keep(town, 'coach', faith);
    await lay('coordinator');
    expect(await cards()).toEqual([]); // not the first wish
    await keep(town, 'coachee', faith);
    for (const name of ['coach', 'coachee', 'otherCoordinator', 'administrator', 'strangerCoordinator'] as const) await lay(name);
    expect(await cards()).toEqual([]);
    await lay('coordinator');
    expect(await cards()).toEqual(['coachee']);
    await keep(town, 'coach', sailing);
    expect(await cards()).toEqual([]);
    await keep(town, 'coach', faith);
    await town.database.asOwner((owner) =>
      owner.query(
        "insert into memberships (organisation_id, id, person_id, programme_id, role) values ($1, gen_random_uuid(), $2, $3, 'coordinator')",
        [...[town.organisation, coachee.id, town.programme]]
      )
    );
    await lay('coordinator');
    expect(await met(town, 'coachee', 'coach')).toEqual([]);
    expect(await cards()).toEqual([]); // nobody who coordinates learns of others by wishing
  });

  it('gives the marks of a programme through the system door, and to no person', async () => {
    const town = await buildTown();
    await keep(town, 'coachee', faith, sailing);
    const place = { organisationId: town.organisation, programmeId: town.programme };
    const read = () => town.database.doors.asSystem('test: marks', (db) => readWishMarks(db, place));
    expect(await read()).toEqual([
      { personId: town.people.coachee.id, side: 'coachee', marks: [faith, sailing].map((mark) => mark.toString('hex')) }
    ]);
    const asking = sql`select * from app.wish_marks(${town.organisation}, ${town.programme})`;
    for (const name of identities) expect([name, (await ask(town, name, asking)).isRefused]).toEqual([name, true]);
  });

  it('is gone thirty days after the match began, and not a day before (article 9)', async () => {
    const town = await buildTown();
    const begun = (days: number) =>
      town.database.asOwner((owner) =>
        owner.query(`update relationships set started_at = now() - make_interval(days => ${days}) where id = $1`, [town.pair])
      );
    const count = async () => {
      await sweep(town.database.doors.asSystem);
      const { rows } = await town.database.asOwner((owner) =>
        owner.query<{ count: string }>('select count(*) from match_wishes where organisation_id = $1', [town.organisation])
      );
      return Number(rows[0]?.count);
    };
    await keep(town, 'coachee', faith);
    await keep(town, 'coach', faith);
    await keep(town, 'otherCoach', faith);
    await date(town, 40);
    await begun(29);
    await town.database.asOwner((owner) =>
      owner.query('update relationships set started_at = now() where organisation_id = $1 and id <> $2', [town.organisation, town.pair])
    );
    expect(await count()).toBe(3);
    await begun(31);
    expect(await count()).toBe(1);
    await date(town, 370);
    expect(await count()).toBe(0);
  });
});
