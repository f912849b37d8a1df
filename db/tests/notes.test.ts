import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, askSystem, codeOf, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, type DeskTown, doAs, keepsItsDoors, put } from '#test/pair-doors.ts';
import { stopPair } from '#test/rounds.ts';

const of = (town: DeskTown, id: unknown) => whoSees(town, 'notes', { id: String(id) });

onBothEngines('notes', (opened) => {
  keepsItsDoors('notes', opened, { name: 'person_id', set: 'is_shared = is_shared', changes: ['coach', 'coachee'] });

  const age = (id: unknown) =>
    opened().asOwner((owner) => owner.query(`update notes set deleted_at = now() - interval '31 seconds' where id = $1`, [id]));

  it('is its author’s alone until it is shared, and again when sharing is taken back (C17)', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coach', { is_shared: false });
    expect(await of(town, id)).toEqual(['coach']);
    await doAs(town, 'coach', sql`update notes set is_shared = true where id = ${id}`);
    expect(await of(town, id)).toEqual(['coach', 'coachee']);
    await doAs(town, 'coach', sql`update notes set is_shared = false where id = ${id}`);
    expect(await of(town, id)).toEqual(['coach']);
  });

  it('is private when nothing is said (C17)', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coachee', { is_shared: sql`default` });
    expect(await of(town, id)).toEqual(['coachee']);
  });

  it('is never shared when it is a preparation (C17)', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coach', { kind: 'preparation', is_shared: false });
    const share = doAs(town, 'coach', sql`update notes set is_shared = true where id = ${id}`);
    expect(await share.catch(codeOf)).toBe('23514');
    expect(await put(town, 'notes', 'coach', { kind: 'preparation' }).catch(codeOf)).toBe('23514');
  });

  it('is shared, changed and deleted by its author only', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coachee');
    for (const set of ['is_shared = false', "body = ''", 'deleted_at = now()', 'conversation_id = null'])
      expect(await whoCan(town, () => sql`update notes set ${sql.raw(set)} where id = ${id}`)).toEqual(['coachee']);
    for (const column of ['person_id', 'kind', 'written_at', 'relationship_id'])
      expect(await whoCan(town, () => sql`update notes set ${sql.ref(column)} = ${sql.ref(column)} where id = ${id}`)).toEqual([]);
  });

  it('is gone for the other at once when it is deleted, and for its author after thirty seconds', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coach');
    await doAs(town, 'coach', sql`update notes set deleted_at = now() where id = ${id}`);
    expect(await of(town, id)).toEqual(['coach']);
    const back = sql`update notes set deleted_at = null where id = ${id}`;
    expect(await whoCan(town, () => back)).toEqual(['coach']);
    await age(id);
    expect(await of(town, id)).toEqual([]);
    expect(await whoCan(town, () => back)).toEqual([]);
    expect(await whoCan(town, () => sql`update notes set body = '' where id = ${id}`)).toEqual([]);
  });

  it('is not deleted in the future, which would only hide it', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coach');
    expect((await ask(town, 'coach', sql`update notes set deleted_at = now() + interval '1 day' where id = ${id}`)).isRefused).toBe(true);
  });

  it('is swept by the system role thirty seconds after deleting, and not before', async () => {
    const town = await buildDeskTown(opened());
    const [fresh, old, kept] = [await put(town, 'notes', 'coach'), await put(town, 'notes', 'coach'), await put(town, 'notes', 'coach')];
    await doAs(town, 'coach', sql`update notes set deleted_at = now() where id = ${fresh['id']}`);
    await age(old['id']);
    expect(await whoCan(town, () => sql`select app.sweep_notes()`)).toEqual([]);
    await opened().doors.asSystem('test: sweep', (db) => sql`select app.sweep_notes()`.execute(db));
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ id: string }>('select id from notes where relationship_id = $1', [town.pair])
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([fresh['id'], kept['id']].sort());
    expect((await askSystem(town, sql`delete from notes`)).isRefused).toBe(true);
  });

  it('leaves a line for its author when the other looks, once an hour, and none for what was not shared (S4)', async () => {
    const town = await buildDeskTown(opened());
    const shared = await put(town, 'notes', 'coachee');
    const own = await put(town, 'notes', 'coachee', { is_shared: false });
    const lines = () => whoCan(town, () => sql`select 1 from access_records where kind = 'note'`);
    for (const name of ['coachee', 'otherCoach', 'coachAsEvaluator', 'stranger'] as const)
      await doAs(town, name, sql`select app.record_note_looks(array[${shared['id']}]::uuid[])`);
    await doAs(town, 'coach', sql`select app.record_note_looks(array[${own['id']}]::uuid[])`);
    expect(await lines()).toEqual([]);
    for (let look = 0; look < 2; look += 1) await doAs(town, 'coach', sql`select app.record_note_looks(array[${shared['id']}]::uuid[])`);
    expect(await lines()).toEqual(['coachee']);
    expect((await ask(town, 'coachee', sql`select 1 from access_records`)).count).toBe(1);
  });

  it('tells a coach who read a note under the hat of coach only, and nothing of it after the end (C12, C28)', async () => {
    const town = await buildDeskTown(opened());
    const lines = () => whoCan(town, () => sql`select 1 from access_records where kind = 'note'`);
    const look = async (name: 'coach' | 'coachee', id: unknown) =>
      doAs(town, name, sql`select app.record_note_looks(array[${id}]::uuid[])`);
    const [byCoach, byCoachee] = [await put(town, 'notes', 'coach'), await put(town, 'notes', 'coachee')];
    await look('coachee', byCoach['id']);
    expect(await lines()).toEqual(['coach']);
    await look('coach', byCoachee['id']);
    expect(await lines()).toEqual(['coach', 'coachee']);
    await opened().asOwner((owner) => owner.query('delete from notes where id = any ($1)', [[byCoach['id'], byCoachee['id']]]));
    expect(await lines()).toEqual(['coach', 'coachee']);
    const later = await put(town, 'notes', 'coach');
    await stopPair(town);
    await look('coachee', later['id']);
    expect(await lines()).toEqual(['coachee']);
    const { rowCount } = await opened().asOwner((owner) => owner.query('select from access_records where object_id = $1', [later['id']]));
    expect(rowCount).toBe(0);
  });

  it('shows a coachee who read a note also under the hat that coachee wears to others', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'notes', 'coachee');
    await doAs(town, 'coach', sql`select app.record_note_looks(array[${id}]::uuid[])`);
    await opened().asOwner((owner) => owner.query(`update sessions set hat = 'manager' where person_id = $1`, [town.people.coachee.id]));
    expect(await whoCan(town, () => sql`select 1 from access_records where kind = 'note'`)).toEqual(['coachee']);
    expect(await whoCan(town, () => sql`select app.may_see_note_line(${id}, ${town.people.coach.id})`)).toEqual(['coach', 'coachee']);
  });

  it('tells by its question only whether the asker may read it', async () => {
    const town = await buildDeskTown(opened());
    const asking = (id: unknown) => whoCan(town, () => sql`select app.may_see_note(${id})`);
    const [own, shared] = [await put(town, 'notes', 'coachee', { is_shared: false }), await put(town, 'notes', 'coachee')];
    expect([await asking(own['id']), await asking(shared['id'])]).toEqual([['coachee'], ['coach', 'coachee']]);
    await stopPair(town);
    expect(await asking(shared['id'])).toEqual(['coachee']);
  });
});
