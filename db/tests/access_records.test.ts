import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { askSystem, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildTown, type Identity, type Town } from '#test/people.ts';
import { stopPair } from '#test/rounds.ts';

const look = async (town: Town, by: Identity, object: string, pair = town.pair) =>
  town.database.doors.asPerson(town.people[by].token, (db) => sql`select app.record_look(${pair}, 'mirror-scores', ${object})`.execute(db));

const lines = (town: Town) =>
  town.database.asOwner(async (owner) => {
    const { rows } = await owner.query<{ number: string; subject_id: string; viewer_id: string }>(
      'select number, subject_id, viewer_id from access_records where organisation_id = $1 order by number',
      [town.organisation]
    );
    return rows;
  });

/** Numbers of the lines that do not follow from the one before. */
const broken = (town: Town) =>
  town.database.asOwner(async (owner) => {
    const { rows } = await owner.query<{ number: string }>(
      `select number from (select *, lag(hash) over (order by number) as before, lag(number) over (order by number) as last from access_records
         where organisation_id = $1) lines
       where number <> coalesce(last, 0) + 1 or hash <> sha256(coalesce(before, '') || convert_to(concat_ws('|', organisation_id, number,
         subject_id, viewer_id, hat, kind, object_id, extract(epoch from at)), 'UTF8'))`,
      [town.organisation]
    );
    return rows.map((row) => row.number);
  });

onBothEngines('access_records', (opened) => {
  let town: Town;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('is read by the person it is about, and by nobody else (C17)', async () => {
    await look(town, 'coach', newId());
    expect(await whoCan(town, () => sql`select number from access_records`)).toEqual(['coachee']);
  });

  it('notes looks of the acting coach of an active pair only (C12)', async () => {
    for (const by of ['coachee', 'coachAsEvaluator', 'otherCoach', 'exCoach', 'coordinator', 'stranger'] as const)
      await look(town, by, newId());
    await look(town, 'exCoach', newId(), town.exPair);
    expect(await lines(town)).toEqual([]);
    await look(town, 'coach', newId());
    expect(await lines(town)).toEqual([{ number: '1', subject_id: town.people.coachee.id, viewer_id: town.people.coach.id }]);
    await stopPair(town);
    await look(town, 'coach', newId());
    expect(await lines(town)).toHaveLength(1);
  });

  it('notes the same look once an hour', async () => {
    const object = newId();
    for (let i = 0; i < 3; i += 1) await look(town, 'coach', object);
    await look(town, 'coach', newId());
    expect(await lines(town)).toHaveLength(2);
  });

  it('is chained: a changed or missing line shows', async () => {
    for (let i = 0; i < 4; i += 1) await look(town, 'coach', newId());
    expect(await broken(town)).toEqual([]);
    await town.database.asOwner((owner) => owner.query('update access_records set viewer_id = subject_id where number = 2'));
    expect(await broken(town)).toEqual(['2']);
    await town.database.asOwner((owner) => owner.query('delete from access_records where number = 2'));
    expect(await broken(town)).toEqual(['3']);
  });

  it('is written through its function only, and never changed', async () => {
    const { coach, coachee } = town.people;
    const row = {
      ...{ organisation_id: town.organisation, number: 1, subject_id: coachee.id, viewer_id: coach.id, hat: 'coach' },
      ...{ kind: 'mirror-scores', object_id: newId(), hash: Buffer.alloc(32) }
    };
    expect(await whoCan(town, () => inserting('access_records', row))).toEqual([]);
    expect(await whoCan(town, () => sql`update access_records set hat = 'coach'`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from access_records`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from access_records`)).isRefused).toBe(true);
  });
});

onEngine('server', 'access_records, many at once', (opened) => {
  it('numbers lines that are written at the same time without a gap', async () => {
    const town = await buildTown(opened());
    await Promise.all(Array.from({ length: 12 }, () => look(town, 'coach', newId())));
    expect(await lines(town)).toHaveLength(12);
    expect(await broken(town)).toEqual([]);
  });
});
