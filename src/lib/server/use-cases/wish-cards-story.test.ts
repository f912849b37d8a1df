import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { makeLog } from '#lib/server/log.ts';
import { newId } from '#lib/server/new-id.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { useRules } from './change-match-rules.ts';
import { startWishCards } from './lay-wish-cards.ts';
import { closeRound } from './match-round.ts';
import { publishRound } from './publish-round.ts';

type Row = { coachee_id: string; coach_id: string };

onBothEngines('cards of wishes', (opened) => {
  const { town, as, house, opening, run, coacheesOf } = matchProgramme(opened);
  const cardHouse = () => ({ ...house(), asSystem: town().database.doors.asSystem });

  const ask = (text: string, values: readonly unknown[] = []) =>
    opened().asOwner(async (owner) => (await owner.query<Row>(text, [...values])).rows);
  const share = (people: readonly string[]) =>
    ask(
      `insert into match_wishes (organisation_id, profile_id, mark, place, body)
        select organisation_id, id, $1, 0, '\\x00' from match_profiles where person_id = any ($2::uuid[]) and programme_id = $3`,
      [Buffer.alloc(32, 1), people, town().programme]
    );
  const cardsOf = ({ roundId }: RoundPlace) =>
    ask("select coachee_id, coach_id from match_suggestions where round_id = $1 and why = 'wish'", [roundId]);
  const start = async () => {
    const place = await opening();
    await as((db) => useRules(db, place, { settings: standardSettings, asksWishes: true }));
    await run(place);
    return place;
  };
  const end = async (place: RoundPlace) => {
    await as((db) => closeRound(db, place));
    await ask('delete from match_wishes');
  };
  /** A coachee of the round and the coaches who are not on the list. */
  async function findUnlisted(place: RoundPlace, name: string) {
    const [coachee] = await coacheesOf(place, name);
    const rest = await ask(
      `select person_id as coach_id from match_participants where round_id = $1 and role = 'coach' and person_id not in
        (select coach_id from match_results where round_id = $1 and coachee_id = $2) order by 1`,
      [place.roundId, coachee?.id]
    );
    return { coachee: coachee?.id ?? '', unlisted: rest.map(({ coach_id }) => coach_id) };
  }
  /** Every statement that laying cards asked of the database, without the values in it. */
  async function layRecorded(place: RoundPlace): Promise<string[]> {
    const asked: string[] = [];
    const recorder: KyselyPlugin = {
      transformQuery: ({ node }) => {
        asked.push(JSON.stringify(node, (key, value: unknown) => (key === 'value' || key === 'values' ? null : value)));
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result)
    };
    const asPerson = <T>(work: (db: PersonDb) => Promise<T>) => as((db) => work(db.withPlugin(recorder) as PersonDb)); // the same transaction
    await startWishCards({ ...cardHouse(), asPerson }, place).finished;
    return asked;
  }

  it('are laid once the round is out, and not while it goes out', async () => {
    const place = await start();
    const { coachee, unlisted } = await findUnlisted(place, 'Coachee 5');
    await share([coachee, unlisted[0] ?? '']);
    expect(await as((db) => publishRound(db, place))).toBe('published');
    expect(await cardsOf(place)).toEqual([]);
    await startWishCards(cardHouse(), place).finished;
    expect(await cardsOf(place)).toEqual([{ coachee_id: coachee, coach_id: unlisted[0] }]);
    await end(place);
  });

  it('ask the same of the database whoever volunteers what (C26, article 9)', async () => {
    const recorded: string[][] = [];
    for (const isShared of [false, true]) {
      const place = await start();
      const { coachee, unlisted } = await findUnlisted(place, 'Coachee 6');
      await share(isShared ? [coachee, ...unlisted] : []);
      expect(await as((db) => publishRound(db, place))).toBe('published');
      recorded.push(await layRecorded(place));
      expect(await cardsOf(place)).toHaveLength(isShared ? 1 : 0);
      await end(place);
    }
    expect(recorded[0]?.length).toBeGreaterThan(6);
    expect(recorded[1]).toEqual(recorded[0]);
  });

  it('are of nobody who coordinates the programme too, and of who shares the wish besides', async () => {
    const place = await start();
    const { coachee, unlisted } = await findUnlisted(place, 'Coachee 7');
    const [one = '', other = ''] = unlisted;
    const appoint = (person: string) =>
      ask("insert into memberships (organisation_id, id, programme_id, person_id, role) values ($1, $2, $3, $4, 'coordinator')", [
        ...[town().organisation, newId(), town().programme],
        person
      ]);
    const dismiss = () =>
      ask("delete from memberships where programme_id = $1 and role = 'coordinator' and person_id = any ($2::uuid[])", [
        town().programme,
        unlisted
      ]);
    await share([coachee, one, other]);
    await appoint(one);
    await as((db) => publishRound(db, place));
    await startWishCards(cardHouse(), place).finished;
    expect(await cardsOf(place)).toEqual([{ coachee_id: coachee, coach_id: other }]);
    await dismiss();
    await ask("delete from match_suggestions where why = 'wish'");
    await appoint(other);
    await startWishCards(cardHouse(), place).finished;
    expect(await cardsOf(place)).toEqual([{ coachee_id: coachee, coach_id: one }]);
    await dismiss();
    await end(place);
  });

  it('that cannot be laid disturb nobody, and the log names nobody', async () => {
    const place = await start();
    await as((db) => publishRound(db, place));
    const told: unknown[] = [];
    const log = Object.assign(makeLog('silent'), { warn: (what: unknown) => told.push(what) });
    const asSystem = () => Promise.reject(new RangeError(`no door for ${town().people.coach.id}`));
    await expect(startWishCards({ ...cardHouse(), log, asSystem }, place).finished).resolves.toBeUndefined();
    expect(told).toEqual([{ round: place.roundId, error: 'RangeError' }]);
    await end(place);
  });
});
