import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines, onEngine } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { completeRound, handIn, lapse, openRound, saveDraft, stopPair } from '#test/rounds.ts';

onBothEngines('mirrors', (opened) => {
  let town: Town;
  const opening = (pair: string) => () => sql`select app.open_mirror(${newId()}, ${pair}, 'four-legs-1')`;
  beforeEach(async () => {
    town = await buildTown(opened());
  });

  it('is there for the two of the pair, the coach under the hat of coach (C12)', async () => {
    const mirror = await openRound(town);
    expect(await whoSees(town, 'mirrors', { id: mirror })).toEqual(['coach', 'coachee']);
  });

  it('is gone for the coach when the pair stops (C28)', async () => {
    const mirror = await openRound(town);
    await stopPair(town);
    expect(await whoSees(town, 'mirrors', { id: mirror })).toEqual(['coachee']);
  });

  it('is opened by either of the two of an active pair (C9)', async () => {
    expect(await whoCan(town, opening(town.pair))).toEqual(['coach', 'coachee']);
    expect(await whoCan(town, opening(town.exPair))).toEqual([]);
    expect(await whoCan(town, opening(newId()))).toEqual([]);
  });

  it('is one at a time: the next opens when both handed in or its date has come', async () => {
    const first = await openRound(town);
    expect(await whoCan(town, opening(town.pair))).toEqual([]);
    await lapse(town, first);
    expect(await whoCan(town, opening(town.pair))).toEqual(['coach', 'coachee']);
    await completeRound(town);
    expect(await whoCan(town, opening(town.pair))).toEqual(['coach', 'coachee']);
  });

  it('is written and changed through its function only', async () => {
    const mirror = await openRound(town);
    const row = { organisation_id: town.organisation, id: newId(), relationship_id: town.pair, instrument: 'x', due_at: new Date() };
    expect(await whoCan(town, () => inserting('mirrors', row))).toEqual([]);
    expect(await whoCan(town, () => sql`update mirrors set due_at = now() where id = ${mirror}`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from mirrors where id = ${mirror}`)).toEqual([]);
  });

  it('tells the two who has handed in, and a stranger of the pair nothing', async () => {
    const mirror = await openRound(town);
    await handIn(town, mirror, 'coach');
    await saveDraft(town, mirror, 'coachee');
    const turns = sql<{
      turn: string;
    }>`select mirror_id || ' ' || coach_handed_in || ' ' || coachee_handed_in as turn from app.mirror_turns(${town.pair})`;
    const { rows } = await town.database.doors.asPerson(town.people.coachee.token, (db) => turns.execute(db));
    expect(rows).toEqual([{ turn: `${mirror} true false` }]);
    expect(await whoCan(town, () => turns)).toEqual(['coach', 'coachee']);
  });

  it('tells a stranger of the pair nothing through the questions of the policies', async () => {
    const open = await openRound(town);
    expect(await whoCan(town, () => sql`select app.is_open(${open})`)).toEqual(['coach', 'coachee']);
    await handIn(town, open, 'coach');
    await handIn(town, open, 'coachee');
    expect(await whoCan(town, () => sql`select app.both_handed_in(${open})`)).toEqual(['coach', 'coachee']);
    await stopPair(town);
    expect(await whoCan(town, () => sql`select app.both_handed_in(${open})`)).toEqual(['coachee']);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from mirrors`)).isRefused).toBe(true);
    expect((await ask(town, 'coach', sql`select 1 from mirrors`)).isRefused).toBe(false);
  });
});

onEngine('server', 'mirrors, two at once', (opened) => {
  const isWaiting = async () => {
    const { rowCount } = await opened().asOwner((owner) => owner.query('select from pg_locks where not granted'));
    return rowCount !== 0;
  };

  it('does not open while the other stops the pair (C28)', async () => {
    const town = await buildTown(opened());
    const { coach, coachee } = town.people;
    let opening: Promise<unknown> = Promise.resolve();
    await town.database.doors.asPerson(coach.token, async (db) => {
      await sql`select app.end_relationship(${town.pair})`.execute(db);
      opening = town.database.doors.asPerson(coachee.token, async (other) => {
        const { rows } = await sql<{ id: string | null }>`select app.open_mirror(${newId()}, ${town.pair}, 'four-legs-1') as id`.execute(
          other
        );
        return rows;
      });
      for (let i = 0; i < 100 && !(await isWaiting()); i += 1) await pause(20);
      expect(await isWaiting()).toBe(true);
    });
    expect(await opening).toEqual([{ id: null }]);
  });
});
