import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { backgroundOf, buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';

onBothEngines('match_backgrounds', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  it('is read by its person, and by the coordinator once the profile is handed in: never by the other of a pair (C24, C25)', async () => {
    expect(await whoSees(town, 'match_backgrounds', { profile_id: town.profiles.coachee })).toEqual(['coachee', 'coordinator']);
    expect(await whoSees(town, 'match_backgrounds', { profile_id: town.profiles.exCoach })).toEqual(['exCoach', 'coordinator']);
    expect(await whoSees(town, 'match_backgrounds', { profile_id: town.profiles.otherCoach })).toEqual(['otherCoach']);
  });

  it('is written and changed by its person alone', async () => {
    const row = backgroundOf(town.people.coachee, town.profiles.coachee);
    await opened().asOwner((owner) => owner.query('delete from match_backgrounds where profile_id = $1', [town.profiles.coachee]));
    expect(await whoCan(town, () => inserting('match_backgrounds', row))).toEqual(['coachee']);
    await enterAs(town, 'coachee', 'match_backgrounds', row);
    const changing = () => sql`update match_backgrounds set answers = '{"a":1}' where profile_id = ${town.profiles.coachee}`;
    expect(await whoCan(town, changing)).toEqual(['coachee']);
    expect(await whoCan(town, () => sql`delete from match_backgrounds`)).toEqual([]);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_backgrounds`)).isRefused).toBe(true);
  });
});
