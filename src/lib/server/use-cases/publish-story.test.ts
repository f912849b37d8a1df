import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { sweep } from '#lib/server/jobs/sweep.ts';
import { exclude } from '#lib/server/queries/match-results.ts';
import { findRound, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { useRules } from './change-match-rules.ts';
import { startWishCards } from './lay-wish-cards.ts';
import { closeRound } from './match-round.ts';
import { isOutOfDate, publishRound } from './publish-round.ts';

type Row = { coachee_id: string; coach_id: string };

onBothEngines('a round that goes out', (opened) => {
  const { town, as, house, opening, run, coacheesOf } = matchProgramme(opened);

  const ask = (text: string, values: readonly unknown[] = []) =>
    opened().asOwner(async (owner) => (await owner.query<Row>(text, [...values])).rows);
  /** These people volunteer the same trait, as their first wish or a later one. */
  const share = (trait: number, people: readonly string[], place = 0) =>
    ask(
      `insert into match_wishes (organisation_id, profile_id, mark, place, body)
        select organisation_id, id, $1, $4, '\\x00' from match_profiles where person_id = any ($2::uuid[]) and programme_id = $3`,
      [Buffer.alloc(32, trait), people, town().programme, place]
    );
  const cardHouse = () => ({ ...house(), asSystem: town().database.doors.asSystem });
  const publish = async (place: RoundPlace) => {
    const outcome = await as((db) => publishRound(db, place));
    if (outcome === 'published') await startWishCards(cardHouse(), place).finished;
    return outcome;
  };
  const resultsOf = ({ roundId }: RoundPlace) =>
    ask('select coachee_id, coach_id, place, why, is_assigned, ground, horizon from match_results where round_id = $1 order by 1, 2', [
      roundId
    ]);
  const cardsOf = ({ roundId }: RoundPlace) =>
    ask("select coachee_id, coach_id from match_suggestions where round_id = $1 and why = 'wish'", [roundId]);
  const start = async () => {
    const place = await opening();
    await as((db) => useRules(db, place, { settings: standardSettings, asksWishes: true }));
    await run(place);
    return place;
  };
  /** A coachee of the round, with a coach who is on the own list and one who is not. */
  async function findThree({ roundId, ...place }: RoundPlace, name: string) {
    const [coachee] = await coacheesOf({ ...place, roundId }, name);
    const listed = (await resultsOf({ ...place, roundId })).filter(({ coachee_id }) => coachee_id === coachee?.id);
    const [rest] = await ask(
      "select person_id as coach_id from match_participants where round_id = $1 and role = 'coach' and not person_id = any ($2::uuid[]) order by 1",
      [roundId, listed.map(({ coach_id }) => coach_id)]
    );
    return { coachee: coachee?.id ?? '', listed: listed[0]?.coach_id ?? '', unlisted: rest?.coach_id ?? '' };
  }

  it('is worked out the same whoever volunteers what: nothing a coordinator reads knows of a wish (C26, article 9)', async () => {
    const place = await start();
    const before = await resultsOf(place);
    const { coachee, unlisted } = await findThree(place, 'Coachee 5');
    await share(1, [coachee, unlisted]);
    await run(place);
    expect(await resultsOf(place)).toEqual(before);
    expect(before.length).toBeGreaterThan(40);
    await ask('delete from match_wishes');
  });

  it('lays a card of who shares the first wish before a coachee, read by no coordinator, and of nobody who may not be (C14, C26)', async () => {
    const place = await start();
    const [unmet, met, kept, later] = [
      await findThree(place, 'Coachee 5'),
      await findThree(place, 'Coachee 6'),
      await findThree(place, 'Coachee 7'),
      await findThree(place, 'Coachee 8')
    ];
    await share(1, [unmet.coachee, unmet.unlisted]);
    await share(2, [met.coachee, met.listed, met.unlisted]);
    await share(3, [kept.coachee, kept.unlisted]);
    await share(4, [later.coachee], 1);
    await share(4, [later.unlisted]);
    await as((db) => exclude(db, place, { coacheeId: kept.coachee, coachId: kept.unlisted }));
    expect(await publish(place)).toBe('published');
    expect(await cardsOf(place)).toEqual([{ coachee_id: unmet.coachee, coach_id: unmet.unlisted }]);
    const read = await as((db) => db.selectFrom('match_suggestions').select('why').where('round_id', '=', place.roundId).execute());
    expect(read.length).toBeGreaterThan(40);
    expect(read.filter(({ why }) => why === 'wish')).toEqual([]);
    await ask("update match_suggestions set created_at = now() - interval '13 months' where why = 'wish'");
    await sweep(town().database.doors.asSystem);
    expect(await cardsOf(place)).toEqual([]);
    await as((db) => closeRound(db, place));
    await ask('delete from match_wishes');
  });

  it('waits until it is worked out again when rules changed, or what somebody told now stands between two (C14, C25)', async () => {
    const place = await start();
    expect(await as((db) => isOutOfDate(db, place))).toBe(false);
    await as((db) => useRules(db, place, { settings: { ...standardSettings, unknownShare: 51 }, asksWishes: true }));
    expect(await publish(place)).toBe('stale');
    await run(place);
    const { coachee, listed } = await findThree(place, 'Coachee 9');
    const tell = (evaluators: string) =>
      ask(
        `with changed as (update match_profiles set changed_at = now() where person_id = $1 and programme_id = $3 returning id)
          update match_backgrounds b set answers = b.answers || jsonb_build_object('evaluators', jsonb_build_array($2::text)) from changed
           where b.profile_id = changed.id`,
        [coachee, evaluators, place.programmeId]
      );
    await tell('Niemand Hier');
    expect(await as((db) => isOutOfDate(db, place))).toBe(false);
    const [coach] = await as((db) => db.selectFrom('people').select('name').where('id', '=', listed).execute());
    await tell(coach?.name ?? '');
    expect(await publish(place)).toBe('stale');
    expect((await as((db) => findRound(db, place.programmeId, place.roundId)))?.status).toBe('ready');
    await run(place);
    expect(await publish(place)).toBe('published');
    expect(await publish(place)).toBe('late');
    await as((db) => closeRound(db, place));
  });

  it('is worked out again when somebody on a list is of the programme no more', async () => {
    const place = await start();
    const { coachee } = await findThree(place, 'Coachee 10');
    await ask('delete from memberships where person_id = $1 and programme_id = $2', [coachee, place.programmeId]);
    expect((await as((db) => findRound(db, place.programmeId, place.roundId)))?.status).toBe('draft');
    expect((await resultsOf(place)).filter(({ coachee_id }) => coachee_id === coachee)).toEqual([]);
    expect(await coacheesOf(place, 'Coachee 10')).toEqual([]);
    const fresh = await opening(); // nothing worked out yet, and a run on its way
    const { coachee: other } = await findThree(fresh, 'Coachee 11');
    await ask("update match_rounds set status = 'running' where id = $1", [fresh.roundId]);
    await ask('delete from memberships where person_id = $1 and programme_id = $2', [other, fresh.programmeId]);
    expect((await as((db) => findRound(db, fresh.programmeId, fresh.roundId)))?.status).toBe('draft');
  });
});
