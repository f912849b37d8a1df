import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { ask, inserting } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, rowOf } from '#test/pair-doors.ts';

onBothEngines('goals', (opened) => {
  keepsItsDoors('goals', opened, { name: 'created_by', set: "state = 'open'", changes: ['coach', 'coachee'] });

  it('begins as open, and is never removed: it is achieved or let go (C16, C35)', async () => {
    const town = await buildDeskTown(opened());
    const row = { ...rowOf(town, 'goals', 'coach'), state: 'achieved' };
    expect((await ask(town, 'coach', inserting('goals', row))).isRefused).toBe(true);
    expect((await ask(town, 'coach', sql`delete from goals`)).isRefused).toBe(true);
    expect((await ask(town, 'coachee', sql`update goals set state = 'let-go'`)).count).toBe(1);
  });
});
