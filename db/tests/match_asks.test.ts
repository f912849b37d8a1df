import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { askNext } from '#lib/server/queries/match-asks.ts';
import { ask, askSystem, whoCan } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildMatchTown, enterAs, type MatchTown } from '#test/match-town.ts';
import { identities } from '#test/people.ts';

onBothEngines('match_asks', (opened) => {
  let town: MatchTown;
  let pair = '';
  beforeAll(async () => {
    town = await buildMatchTown(opened());
    const { coachee, otherCoach } = town.people;
    await town.database.doors.asPerson(coachee.token, (db) => sql`select app.end_relationship(${town.pair})`.execute(db));
    const round = { organisation_id: town.organisation, round_id: town.round };
    await enterAs(town, 'coordinator', 'match_participants', { ...round, person_id: otherCoach.id, role: 'coach', capacity: 1 });
    await enterAs(town, 'coachee', 'match_choices', { ...round, coachee_id: coachee.id, coach_ids: `{${otherCoach.id}}` });
    const chooser = { organisationId: town.organisation, roundId: town.round, coacheeId: coachee.id };
    const [news] = await town.database.doors.asSystem('test', (db) => askNext(db, chooser));
    pair = news?.aboutId ?? expect.fail('nobody is asked');
  });

  it('has no door: neither people nor the system role read or write it', async () => {
    for (const statement of [sql`select 1 from match_asks`, sql`update match_asks set outcome = null`, sql`delete from match_asks`]) {
      for (const name of identities) expect([name, (await ask(town, name, statement)).isRefused]).toEqual([name, true]);
      expect((await askSystem(town, statement)).isRefused).toBe(true);
    }
  });

  it('tells the two of the pair that it waits, and the coordinator how the asking goes; nobody else anything', async () => {
    expect(await whoCan(town, () => sql`select 1 where app.is_asked(${pair})`)).toEqual(['coachee', 'otherCoach']);
    expect(await whoCan(town, () => sql`select * from app.asks_of(${town.round})`)).toEqual(['coordinator']);
  });

  it('takes a reason from the coach who was asked alone, as long as the ask waits', async () => {
    const saying = () => sql`select 1 where app.say_why_not(${pair}, 'sealed')`;
    expect(await whoCan(town, saying)).toEqual(['otherCoach']);
    await town.database.doors.asPerson(town.people.otherCoach.token, (db) => sql`select app.answer_proposal(${pair}, false)`.execute(db));
    expect(await whoCan(town, saying)).toEqual([]);
  });

  it('tells the coach who was asked alone that it is over', async () => {
    expect(await whoCan(town, () => sql`select 1 where app.was_asked(${pair})`)).toEqual(['otherCoach']);
  });

  it('is made, followed and ended by nobody in person', async () => {
    const { organisation, round, people } = town;
    for (const statement of [
      sql`select * from app.ask_next(${organisation}, ${round}, ${people.coachee.id})`,
      sql`select * from app.asks_to_follow(${organisation}, ${pair})`,
      sql`select * from app.follow_silence(now())`,
      sql`select app.end_ask(${organisation}, ${pair}, 'silent')`,
      sql`select * from app.tell_let_go(${organisation}, ${people.coachee.id}, null)`,
      sql`select app.has_place(${organisation}, ${round}, ${people.coach.id})`
    ]) {
      expect(await whoCan(town, () => statement)).toEqual([]);
      expect((await ask(town, 'coordinator', statement)).isRefused).toBe(true);
    }
  });
});
