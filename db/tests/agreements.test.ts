import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import { ask, codeOf, inserting, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put, rowOf } from '#test/pair-doors.ts';

onBothEngines('agreements', (opened) => {
  keepsItsDoors('agreements', opened, { name: 'written_by', isShared: true });

  it('is followed, never changed: one version comes after each, in its own pair (C13)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'agreements', 'coach');
    const refused = async (change: Record<string, unknown>) =>
      codeOf(
        await ask(town, 'coachee', inserting('agreements', rowOf(town, 'agreements', 'coachee', change))).catch((error: unknown) => error)
      );
    expect(await refused({})).toBe('23505');
    expect(await refused({ based_on: null })).toBe('23505');
    expect(await refused({ based_on: town.desks.get(town.otherPair)?.agreement })).toBe('23503');
    const id = newId();
    expect(await refused({ id, based_on: id })).toBe('23514');
  });

  it('tells the two which version is the newest, and a stranger of the pair nothing', async () => {
    const town = await buildDeskTown(opened());
    const { id } = await put(town, 'agreements', 'coach');
    const asking = () => sql`select app.newest_agreement(${town.pair}) = ${id} or null`;
    expect(await whoCan(town, asking)).toEqual(['coach', 'coachee']);
  });
});
