import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askSystem, inserting, whoCan, whoSees } from '#test/asking.ts';
import { newId } from '#lib/server/new-id.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, type MatchTown, setRound, suggestionOf } from '#test/match-town.ts';

onBothEngines('match_suggestions', (opened) => {
  let town: MatchTown;
  beforeAll(async () => {
    town = await buildMatchTown(opened());
  });

  it('is there for the coachee once the round is published, for the coordinator, and for nobody it suggests (C27)', async () => {
    expect(await whoSees(town, 'match_suggestions', { round_id: town.round })).toEqual(['coachee', 'coordinator']);
    await setRound(town, 'ready');
    expect(await whoSees(town, 'match_suggestions', { round_id: town.round })).toEqual(['coordinator']);
    await setRound(town, 'closed');
    expect(await whoSees(town, 'match_suggestions', { round_id: town.round })).toEqual(['coachee', 'coordinator']);
    await setRound(town, 'published');
  });

  it('is made by the coordinator, of people of the programme in their own roles', async () => {
    expect(await whoCan(town, (me) => inserting('match_suggestions', suggestionOf(town, { by: me })))).toEqual(['coordinator']);
    const card = { ...suggestionOf(town, {}), why: 'wish' }; // only app.suggest_by_wish lays one
    expect(await whoCan(town, () => inserting('match_suggestions', card))).toEqual([]);
    for (const two of [{ coach: town.people.evaluator }, { coachee: town.people.otherCoach }]) {
      expect(await whoCan(town, () => inserting('match_suggestions', suggestionOf(town, two)))).toEqual([]);
    }
  });

  it('is made in a round of the programme that it names, and in no other', async () => {
    const [programme, round] = [newId(), newId()];
    await opened().asOwner(async (owner) => {
      await owner.query("insert into programmes (organisation_id, id, name, world) values ($1, $2, 'Other', 'work')", [
        town.organisation,
        programme
      ]);
      await owner.query('insert into match_rounds (organisation_id, id, programme_id) values ($1, $2, $3)', [
        town.organisation,
        round,
        programme
      ]);
    });
    for (const elsewhere of [{ round_id: round }, { programme_id: programme }]) {
      expect(await whoCan(town, () => inserting('match_suggestions', { ...suggestionOf(town, {}), ...elsewhere }))).toEqual([]);
    }
  });

  it('is of one organisation, also where another has a round and people under the same ids', async () => {
    const { round, programme, people, stranger } = town;
    const twin = newId();
    await opened().asOwner(async (owner) => {
      await owner.query(
        `insert into people (organisation_id, id, name, language)
           select $2, id, name, language from people where organisation_id = $1 and id = any ($3)`,
        [town.organisation, stranger.organisation, [people.coachee.id, people.coach.id]]
      );
      await owner.query("insert into programmes (organisation_id, id, name, world) values ($1, $2, 'Twin', 'work')", [
        stranger.organisation,
        programme
      ]);
      const rounds = [
        [town.organisation, twin],
        [stranger.organisation, twin],
        [stranger.organisation, round]
      ];
      for (const [organisation, id] of rounds) {
        await owner.query("insert into match_rounds (organisation_id, id, programme_id, status) values ($1, $2, $3, 'published')", [
          organisation,
          id,
          programme
        ]);
      }
      for (const id of [twin, round]) {
        await owner.query(
          `insert into match_suggestions (organisation_id, round_id, programme_id, coachee_id, coach_id, place, why)
             values ($1, $2, $3, $4, $5, 0, 'fit')`,
          [stranger.organisation, id, programme, people.coachee.id, people.coach.id]
        );
      }
    });
    expect(await whoCan(town, () => sql`select 1 where ${twin}::uuid = any (app.rounds_open())`)).toEqual([]);
    expect(await whoCan(town, () => sql`select 1 where ${round}::uuid = any (app.rounds_open())`)).toEqual(['coachee']);
    const suggested = (coach: string) => sql`select 1 where app.were_suggested(${round}, array[${coach}]::uuid[])`;
    expect(await whoCan(town, () => suggested(people.coach.id))).toEqual([]);
    expect(await whoCan(town, () => suggested(people.exCoach.id))).toEqual(['coachee']);
  });

  it('is never changed or removed', async () => {
    expect(await whoCan(town, () => sql`update match_suggestions set place = 2`)).toEqual([]);
    expect(await whoCan(town, () => sql`delete from match_suggestions`)).toEqual([]);
  });

  it('lets the coachee read the name of a suggested coach, and of nobody else', async () => {
    expect(await whoSees(town, 'people', { id: town.people.exCoach.id })).toEqual(['coachee', 'exCoach', 'coordinator', 'administrator']);
  });

  it('does not exist for the system role', async () => {
    expect((await askSystem(town, sql`select 1 from match_suggestions`)).isRefused).toBe(true);
  });
});
