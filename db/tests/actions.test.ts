import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put } from '#test/pair-doors.ts';

onBothEngines('actions', (opened) => {
  keepsItsDoors('actions', opened, { name: 'created_by', set: 'due_on = due_on', changes: ['coach', 'coachee'] });

  it('is written for either of the two by either of the two, and finished by both alike (C9, C36)', async () => {
    const town = await buildDeskTown(opened());
    for (const owner of ['coach', 'coachee']) {
      const { id } = await put(town, 'actions', 'coachee', { owner });
      expect((await ask(town, 'coach', sql`update actions set done_at = now() where id = ${id}`)).count).toBe(1);
    }
  });

  it('never hangs on the goal or the talk of another pair', async () => {
    const town = await buildDeskTown(opened());
    const other = town.desks.get(town.otherPair);
    for (const change of [{ goal_id: other?.goal }, { conversation_id: other?.talk }]) {
      await expect(put(town, 'actions', 'coach', change)).rejects.toThrow(/foreign key/);
    }
  });
});
