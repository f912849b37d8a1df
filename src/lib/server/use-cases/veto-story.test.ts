import { expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import type { Pin } from '#lib/server/queries/match-results.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme, written } from '#test/match-programme.ts';
import { bringFile, importPeople } from './import-people.ts';
import { closeRound, pinPair } from './match-round.ts';
import { proposePair } from './propose-pair.ts';
import { isOutOfDate } from './publish-round.ts';

type Row = { id: string; name: string; email: string };

/** Two of the programme, and for each somebody of the same name whom a coordinator brought in. */
const file = [
  'naam;e-mail;rol;interesses;plaatsen;contact met beoordelaar',
  'Zeynep Arslan;z@example.org;coachee;fietsen;;',
  'Wout Hendriks;w@example.org;coach;fietsen;3;geen',
  'zeynep  arslan;false-z@example.org;coachee;fietsen;;',
  'WOUT HENDRIKS;false-w@example.org;coach;fietsen;3;geen'
].join('\n');

onBothEngines('a veto and people of one name', (opened) => {
  const { town, as, opening, run } = matchProgramme(opened);
  const ask = (text: string, values: readonly unknown[] = []) =>
    opened().asOwner(async (owner) => (await owner.query<Row>(text, [...values])).rows);

  async function bring(): Promise<(email: string) => string> {
    const place = { organisationId: town().organisation, programmeId: town().programme, language: 'nl' as const, written };
    const id = newId();
    await as((db) => bringFile(db, town().programme, { id, bytes: new TextEncoder().encode(file) }));
    await as((db) => importPeople(db, place, { id, welcome: 'later', leavesOut: false }));
    const rows = await ask('select p.id, p.name, a.email from people p join accounts a on a.person_id = p.id');
    return (email) => rows.find((row) => row.email === `${email}@example.org`)?.id ?? expect.fail(email);
  }
  /** Says, or takes back, that somebody would rather not be with another. */
  const say = (person: string, vetoes: readonly string[]) =>
    ask(
      `with changed as (update match_profiles set changed_at = now() where person_id = $1 and programme_id = $2 returning id)
        update match_backgrounds b set answers = b.answers || jsonb_build_object('vetoes', $3::jsonb) from changed where b.profile_id = changed.id`,
      [person, town().programme, JSON.stringify(vetoes)]
    );
  /** What a coordinator hears of every two of these, when pinned and when paired by hand. */
  async function hear(place: RoundPlace, pairs: readonly Pin[]): Promise<unknown[]> {
    const heard: unknown[] = [];
    const { organisationId, programmeId, personId } = place;
    for (const two of pairs) {
      heard.push(await as((db) => pinPair(db, place, two)));
      heard.push(await as((db) => proposePair(db, { id: newId(), organisationId, programmeId, proposedBy: personId, ...two })));
    }
    return heard;
  }
  const listed = async ({ roundId }: RoundPlace, pairs: readonly Pin[]) =>
    (
      await Promise.all(
        pairs.map(({ coacheeId, coachId }) =>
          ask('select coach_id as id from match_results where round_id = $1 and coachee_id = $2 and coach_id = $3', [
            ...[roundId, coacheeId],
            coachId
          ])
        )
      )
    ).flat();

  it('tells a coordinator nothing of whose it is, whoever is made up (C25)', async () => {
    const idOf = await bring();
    const pairs = ['z', 'false-z'].flatMap((coachee) =>
      ['w', 'false-w'].map((coach): Pin => ({ coacheeId: idOf(coachee), coachId: idOf(coach) }))
    );
    const bars = pairs.flatMap(() => ['veto', { outcome: 'barred', barrier: 'veto' }]);
    for (const [by, about] of [
      ['z', 'wout hendriks'],
      ['w', 'Zeynep Arslan']
    ] as const) {
      await say(idOf(by), [about]);
      const place = await opening();
      expect(await run(place)).toBe(true);
      expect(await listed(place, pairs)).toEqual([]);
      expect(await hear(place, pairs)).toEqual(bars);
      await say(idOf(by), []);
      await as((db) => closeRound(db, place));
    }
  });

  it('puts a round out of date for a namesake too', async () => {
    const idOf = await bring();
    const place = await opening();
    const two = { coacheeId: idOf('false-z'), coachId: idOf('false-w') };
    expect(await as((db) => pinPair(db, place, two))).toBeNull();
    await run(place);
    expect(await listed(place, [two])).toHaveLength(1);
    expect(await as((db) => isOutOfDate(db, place))).toBe(false);
    await say(idOf('w'), ['Niemand Hier']);
    expect(await as((db) => isOutOfDate(db, place))).toBe(false);
    await say(idOf('w'), ['Zeynep Arslan']);
    expect(await as((db) => isOutOfDate(db, place))).toBe(true);
    await as((db) => closeRound(db, place));
  });
});
