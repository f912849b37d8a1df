import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put } from '#test/pair-doors.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('live_updates', (opened) => {
  keepsItsDoors('live_updates', opened, { name: 'written_by', removes: ['coach', 'coachee'] });

  it('is numbered by the database and never typed over', async () => {
    const town = await buildDeskTown(opened());
    await expect(put(town, 'live_updates', 'coach', { number: 1 })).rejects.toThrow(/number/);
    await put(town, 'live_updates', 'coach');
    expect((await ask(town, 'coachee', sql`update live_updates set body = ''`)).isRefused).toBe(true);
  });

  it('is merged away by nobody once the pair stopped', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'live_updates', 'coach');
    await stopPair(town);
    expect(await whoCan(town, () => sql`delete from live_updates`)).toEqual([]);
  });

  it('never belongs to the talk of another pair', async () => {
    const town = await buildDeskTown(opened());
    const talk = town.desks.get(town.otherPair)?.talk;
    for (const table of ['live_updates', 'live_versions', 'topics', 'notes', 'look_backs', 'conversation_times'] as const) {
      await expect(put(town, table, 'coach', { conversation_id: talk })).rejects.toThrow(/foreign key/);
    }
  });
});
