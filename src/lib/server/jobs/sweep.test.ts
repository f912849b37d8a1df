import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildTown, type Town } from '#test/people.ts';
import { sweep } from './sweep.ts';

type Row = { table: string; columns: Readonly<Record<string, unknown>>; id: string };

onBothEngines('the sweep', (opened) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown(opened());
  });

  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const ours = () => ({ organisation_id: town.organisation, id: newId() });
  const session = (ended: Date | null, expires: Date): Row => {
    const columns = { ...ours(), person_id: town.people.coach.id, token_hash: randomBytes(32), idle_minutes: 60 };
    return { table: 'sessions', columns: { ...columns, ended_at: ended, expires_at: expires }, id: 'id' };
  };
  const link = (expires: Date): Row => {
    const columns = { ...ours(), person_id: town.people.coach.id, token_hash: randomBytes(32), used_at: expires, expires_at: expires };
    return { table: 'sign_in_links', columns, id: 'id' };
  };
  const tries = (since: Date): Row => ({
    table: 'throttles',
    columns: { bucket: randomBytes(32), window_started_at: since, tries: 3 },
    id: 'bucket'
  });
  const job = (count: number, since: Date): Row => ({
    table: 'jobs',
    columns: { ...ours(), kind: 'pair-started', tries: count, created_at: since, due_at: daysAgo(-1) },
    id: 'id'
  });
  const act = (at: Date): Row => ({ table: 'system_acts', columns: { id: newId(), reason: 'test', at }, id: 'id' });

  /** Adds a row as it would stand after its time, sweeps, and tells whether it is still there. */
  async function outlives({ table, columns, id }: Row): Promise<boolean> {
    const names = Object.keys(columns);
    const [open, close] = [`alter table ${table} no force row level security`, `alter table ${table} force row level security`];
    const add = `insert into ${table} (${names.join(', ')}) values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`;
    await opened().asOwner(async (owner) => {
      await owner.query(open);
      await owner.query(add, Object.values(columns));
    });
    await sweep(opened().doors.asSystem);
    return opened().asOwner(async (owner) => {
      const { rowCount } = await owner.query(`select 1 from ${table} where ${id} = $1`, [columns[id]]);
      await owner.query(close);
      return rowCount === 1;
    });
  }

  it('keeps a session for 30 days after its end, and a day less is not over', async () => {
    expect(await outlives(session(daysAgo(31), daysAgo(-1)))).toBe(false);
    expect(await outlives(session(null, daysAgo(31)))).toBe(false);
    expect(await outlives(session(daysAgo(29), daysAgo(29)))).toBe(true);
    expect(await outlives(session(null, daysAgo(-1)))).toBe(true);
  });

  it('keeps a link to sign in for a day', async () => {
    expect([await outlives(link(daysAgo(1.1))), await outlives(link(daysAgo(0.9)))]).toEqual([false, true]);
  });

  it('keeps a count of tries for two hours', async () => {
    expect([await outlives(tries(daysAgo(0.1))), await outlives(tries(daysAgo(0.05)))]).toEqual([false, true]);
  });

  it('keeps a mail that was given up for 30 days, and one that still waits for as long as it takes', async () => {
    expect(await outlives(job(8, daysAgo(31)))).toBe(false);
    expect(await outlives(job(8, daysAgo(29)))).toBe(true);
    expect(await outlives(job(7, daysAgo(31)))).toBe(true);
  });

  it('keeps the record of the system door for 30 days', async () => {
    expect([await outlives(act(daysAgo(31))), await outlives(act(daysAgo(29)))]).toEqual([false, true]);
  });
});
