import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, doAs, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';
import { markOf } from '#test/pair-rows.ts';
import { stopPair } from '#test/rounds.ts';

const mark = markOf('sailing');

onBothEngines('common_ground', (opened) => {
  keepsItsDoors('common_ground', opened, { name: 'person_id', reads: ['coach'], readsLater: [], removes: ['coach', 'coachee'] });

  it('is shown to the other once both noted the same, and no sooner (C22)', async () => {
    const town = await buildDeskTown(opened());
    const mine = await put(town, 'common_ground', 'coach', { mark });
    expect(await whoSees(town, 'common_ground', { id: String(mine['id']) })).toEqual(['coach']);
    await put(town, 'common_ground', 'coachee', { mark });
    expect(await whoSees(town, 'common_ground', { id: String(mine['id']) })).toEqual(['coach', 'coachee']);
    await stopPair(town);
    expect(await whoSees(town, 'common_ground', { id: String(mine['id']) })).toEqual(['coachee']);
  });

  it('tells who asks for a mark nothing, unless it was noted by both and the asker is one of them (C22)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'common_ground', 'coach', { mark });
    const asking = () => sql`select app.both_noted(${town.pair}, ${mark})`;
    expect(await whoCan(town, asking)).toEqual([]);
    await put(town, 'common_ground', 'coachee', { mark });
    expect(await whoCan(town, asking)).toEqual(['coach', 'coachee']);
    expect(await whoCan(town, () => sql`select nullif(app.noted_count(${town.pair}), 0)`)).toEqual(['coach', 'coachee']);
  });

  it('is not taken back once both noted it, so that nobody looks and leaves', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'common_ground', 'coach', { mark });
    await put(town, 'common_ground', 'coachee', { mark });
    expect(await whoCan(town, () => sql`delete from common_ground`)).toEqual([]);
  });

  it('leaves an empty line when it is taken back, which nobody sees and which still counts', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'common_ground', 'coachee', { mark });
    await doAs(town, 'coachee', sql`delete from common_ground`);
    expect(await whoSees(town, 'common_ground', { relationship_id: town.pair })).toEqual([]);
    expect(await whoCan(town, () => sql`delete from common_ground`)).toEqual([]);
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ mark: Buffer; body: Buffer }>('select mark, body from common_ground where relationship_id = $1', [town.pair])
    );
    expect(rows.map((row) => [row.mark.equals(mark), row.body.length])).toEqual([[false, 0]]);
    expect(await whoCan(town, () => sql`select nullif(app.noted_count(${town.pair}), 0)`)).toEqual(['coachee']);
    await put(town, 'common_ground', 'coachee', { mark });
  });

  it('ends at twelve lines, also when they were taken back: nobody finds the other list by trying (C22)', async () => {
    const town = await buildDeskTown(opened());
    for (let number = 0; number < 12; number += 1) {
      await put(town, 'common_ground', 'coach', { mark: markOf(`word ${number}`) });
      if (number % 2 === 0) await doAs(town, 'coach', sql`delete from common_ground`);
    }
    expect((await ask(town, 'coach', inserting('common_ground', rowOf(town, 'common_ground', 'coach')))).isRefused).toBe(true);
    expect((await ask(town, 'coachee', inserting('common_ground', rowOf(town, 'common_ground', 'coachee')))).count).toBe(1);
  });

  it('goes wholly with the pair and with the person', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'common_ground', 'coach', { mark });
    await put(town, 'common_ground', 'coachee');
    const left = () =>
      opened().asOwner(async (owner) => (await owner.query('select from common_ground where relationship_id = $1', [town.pair])).rowCount);
    await opened().asOwner((owner) => owner.query('delete from people where id = $1', [town.people.coachee.id]));
    expect(await left()).toBe(0);
  });
});
