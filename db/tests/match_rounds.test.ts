import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { ask, askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, type MatchTown, roundOf } from '#test/match-town.ts';

onBothEngines('match_rounds', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  it('is there for the coordinators of its programme alone', async () => {
    expect(await whoSees(town, 'match_rounds', { id: town.round })).toEqual(['coordinator']);
  });

  it('is made by a coordinator, as a draft and in their own name', async () => {
    expect(await whoCan(town, (me) => inserting('match_rounds', roundOf(town, me)))).toEqual(['coordinator']);
    expect(await whoCan(town, () => inserting('match_rounds', roundOf(town, town.people.coach)))).toEqual([]);
    const published = { ...roundOf(town, town.people.coordinator), status: 'published' };
    expect((await ask(town, 'coordinator', inserting('match_rounds', published))).isRefused).toBe(true);
  });

  it('is led by its coordinators, stays in its programme and is never removed', async () => {
    expect(await whoCan(town, () => sql`update match_rounds set status = 'closed'`)).toEqual(['coordinator']);
    expect(await whoCan(town, () => sql`update match_rounds set programme_id = ${town.otherProgramme}`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_rounds`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_rounds`)).isRefused).toBe(true);
  });
});
