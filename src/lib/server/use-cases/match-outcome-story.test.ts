import { expect, it } from 'vitest';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { listLanguages } from '#lib/server/queries/match-participants.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { isProven, listRuledOut, listShortfalls } from '#lib/server/queries/match-summary.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { excludePair, includePair, pinPair, readShortList } from './match-round.ts';
import { takePart } from './take-part.ts';
import { tryWhatIf } from './try-what-if.ts';

const nobody = { same: 0, tie: 0, line: 0, evaluator: 0, language: 0, apart: 0 };

onBothEngines('what a run says of itself', (opened) => {
  const { as, house, opening, run, coacheesOf } = matchProgramme(opened);

  const listOf = (place: RoundPlace, id: string) => as((db) => readShortList(db, place, id));
  const fullOf = async (place: RoundPlace, id: string) => (await listOf(place, id))?.list.map(({ isFull }) => isFull);
  const listEveryCoach = async ({ roundId, programmeId }: RoundPlace) =>
    (await as((db) => listEligible(db, { id: roundId, programmeId }, { role: 'coach', search: 'Coach ', offset: 0, most: 50 }))).people;
  /** Has everybody whose name begins so speak this only. */
  const speak = (names: string, language: string) =>
    opened().asOwner((owner) =>
      owner.query(
        `update match_profiles set answers = jsonb_set(answers, '{tags,languages}', $2::jsonb)
          where person_id in (select id from people where name like $1 || '%')`,
        [names, JSON.stringify([language])]
      )
    );

  it('tells of coaches on the list, too, who fit better and were full, and of none who was not', async () => {
    const place = await opening();
    const places = new Map((await listEveryCoach(place)).map(({ id }) => [id, '2']));
    const page = { role: 'coach' as const, search: 'Coach ', offset: 0, most: 50 };
    await as((db) => takePart(db, place, { ...page, isIn: new Set(places.keys()), places }));
    await run(place);
    const all = await coacheesOf(place);
    const without = all.filter(({ coachId }) => coachId === null);
    expect(without).toHaveLength(4); // sixteen places for twenty
    for (const { id } of without) expect(await fullOf(place, id)).toEqual([true, true, true]);
    const shown = await Promise.all(
      all.filter(({ coachId }) => coachId !== null).map(async ({ id }) => (await listOf(place, id))?.list ?? [])
    );
    for (const list of shown) {
      const own = list.find(({ isAssigned }) => isAssigned);
      expect(list.filter(({ isFull, ground }) => isFull !== Number(ground) > Number(own?.ground))).toEqual([]);
    }
    const [one] = without;
    const coachId = (await listOf(place, one?.id ?? ''))?.list[0]?.coachId ?? '';
    expect(await as((db) => pinPair(db, place, { coacheeId: one?.id ?? '', coachId }))).toBeNull();
    expect(await fullOf(place, one?.id ?? '')).toEqual([false, false, false]); // now a coordinator chose
  });

  it('says who cannot have any coach, and what rules how many out, naming no veto (C14)', async () => {
    const place = await opening();
    const idOf = async (name: string) => (await coacheesOf(place, name)).map((one) => one.id).join();
    const [id, otherId] = [await idOf('Coachee 7'), await idOf('Coachee 8')];
    await speak('Coach ', 'dutch');
    await speak('Coachee 7', 'frisian');
    await run(place);
    const coachId = (await coacheesOf(place, 'Coachee 8'))[0]?.coachId ?? '';
    for (const coacheeId of [id, otherId]) await as((db) => excludePair(db, place, { coacheeId, coachId }));
    await run(place);
    const told = await as((db) => listRuledOut(db, place.roundId));
    expect(told).toEqual([{ id, name: 'Coachee 7', by: { ...nobody, language: 8 } }]);
    expect((await listOf(place, id))?.ruledOut).toEqual(told);
    expect((await listOf(place, otherId))?.ruledOut).toEqual([]);
    expect(await as((db) => listShortfalls(db, place.roundId, id))).toMatchObject([{ unmatchedCount: 1, coachCount: 0 }]);
    await speak('Coachee 7', 'dutch');
    const everyCoach = (await listEveryCoach(place)).map((one) => one.id);
    for (const one of everyCoach) await as((db) => excludePair(db, place, { coacheeId: id, coachId: one }));
    await run(place);
    expect((await as((db) => listRuledOut(db, place.roundId)))[0]?.by).toEqual({ ...nobody, apart: 8 });
    for (const one of everyCoach) await as((db) => includePair(db, place, { coacheeId: id, coachId: one }));
  });

  it('counts nobody with coaches to come whose language was chosen and is another', async () => {
    const place = await opening();
    await speak('Coach ', 'dutch');
    await speak('Coachee 9', 'frisian');
    await run(place);
    const [lonely] = await coacheesOf(place, 'Coachee 9');
    expect(await as((db) => listLanguages(db, place.roundId))).toEqual(['dutch', 'frisian']);
    const gained = async (language: string | null) =>
      (await tryWhatIf(house(), place, { kind: 'coaches', count: 1, places: 1, sector: null, language })).trial?.gained;
    expect([await gained(null), await gained('frisian'), await gained('dutch')]).toEqual([[lonely?.id], [lonely?.id], []]);
  });

  it('keeps with the round that nothing is better, once it was worked out', async () => {
    const place = await opening();
    expect(await as((db) => isProven(db, place.roundId))).toBe(false);
    await run(place);
    expect(await as((db) => isProven(db, place.roundId))).toBe(true);
    const { rows } = await opened().asOwner((owner) =>
      owner.query<{ proof: unknown }>(`select summary -> 'proof' as proof from match_rounds where id = $1`, [place.roundId])
    );
    const { value, bound } = rows[0]?.proof as { value: number; bound: number }; // as: what was kept
    expect(value).toBe(bound);
    await opened().asOwner((owner) =>
      owner.query(`update match_rounds set summary = summary - 'proof' - 'ruledOut' where id = $1`, [place.roundId])
    );
    expect(await as((db) => isProven(db, place.roundId))).toBe(false);
    expect(await as((db) => listRuledOut(db, place.roundId))).toEqual([]);
  });
});
