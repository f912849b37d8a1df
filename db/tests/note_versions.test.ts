import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, type DeskTown, doAs, put } from '#test/pair-doors.ts';
import { stopPair } from '#test/rounds.ts';

onBothEngines('note_versions', (opened) => {
  let town: DeskTown;
  beforeEach(async () => {
    town = await buildDeskTown(opened());
  });
  const rewrite = (id: unknown, body: string) => doAs(town, 'coach', sql`update notes set body = ${Buffer.from(body)} where id = ${id}`);
  const kept = async (id: unknown) => {
    const { rows } = await town.database.doors.asPerson(town.people.coach.token, (db) =>
      sql<{
        was: string;
      }>`select number || ' ' || encode(body, 'escape') as was from note_versions where note_id = ${id} order by number`.execute(db)
    );
    return rows.map(({ was }) => was);
  };

  it('keeps what a shared note said before, by itself, in order', async () => {
    const { id } = await put(town, 'notes', 'coach');
    await rewrite(id, 'two');
    await rewrite(id, 'two');
    await rewrite(id, 'three');
    expect(await kept(id)).toEqual(['1 sealed', '2 two']);
  });

  it('keeps what the other could read when the sharing is taken back, so that it is not rewritten unseen', async () => {
    const { id } = await put(town, 'notes', 'coach');
    const share = (to: boolean) => doAs(town, 'coach', sql`update notes set is_shared = ${to} where id = ${id}`);
    await share(true);
    expect(await kept(id)).toEqual([]);
    await share(false);
    await rewrite(id, 'two');
    await share(true);
    expect(await kept(id)).toEqual(['1 sealed']);
  });

  it('keeps nothing of a note that nobody else could read (C17)', async () => {
    const { id } = await put(town, 'notes', 'coach', { is_shared: false });
    await rewrite(id, 'two');
    await doAs(town, 'coach', sql`update notes set is_shared = true, body = 'three' where id = ${id}`);
    expect(await kept(id)).toEqual([]);
  });

  it('is read by whoever reads the note, and by nobody once it is deleted', async () => {
    const { id } = await put(town, 'notes', 'coach');
    await rewrite(id, 'two');
    const readers = () => whoSees(town, 'note_versions', { note_id: String(id) });
    expect(await readers()).toEqual(['coach', 'coachee']);
    await doAs(town, 'coach', sql`update notes set is_shared = false where id = ${id}`);
    expect(await readers()).toEqual(['coach']);
    await doAs(town, 'coach', sql`update notes set is_shared = true, deleted_at = now() where id = ${id}`);
    expect(await readers()).toEqual([]);
    await doAs(town, 'coach', sql`update notes set deleted_at = null where id = ${id}`);
    await stopPair(town);
    expect(await readers()).toEqual(['coachee']);
  });

  it('is written, changed and removed by nobody, its author included', async () => {
    const { id } = await put(town, 'notes', 'coach');
    await rewrite(id, 'two');
    const row = { organisation_id: town.organisation, note_id: id, relationship_id: town.pair, number: 9, body: Buffer.from('x') };
    expect(await whoCan(town, () => inserting('note_versions', row))).toEqual([]);
    expect(await whoCan(town, () => sql`update note_versions set body = ''`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from note_versions`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from note_versions`)).isRefused).toBe(true);
  });
});
