import { expect, it } from 'vitest';
import { listCoaches } from '#lib/server/queries/match-people.ts';
import { listExcludedOf, listResultsOf } from '#lib/server/queries/match-results.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { excludePair, pinPair, readShortList } from './match-round.ts';
import { findCoachMeant } from './pair-by-name.ts';

onBothEngines('a round that is not worked out', (opened) => {
  const { town, as, opening, run, coacheesOf } = matchProgramme(opened);

  async function named(place: RoundPlace, text: string): Promise<string> {
    const meant = await as((db) => findCoachMeant(db, place.roundId, text));
    return 'personId' in meant ? meant.personId : expect.fail(`${text}: ${meant.problem}`);
  }
  async function coacheeNamed(place: RoundPlace, name: string): Promise<string> {
    return (await coacheesOf(place, name))[0]?.id ?? expect.fail(name);
  }

  it('offers every coach of the round by name, and finds whom a name, an address or both mean', async () => {
    const place = await opening();
    const { coaches, count } = await as((db) => listCoaches(db, place.roundId, 3));
    expect(coaches.map(({ name }) => name)).toEqual(['Coach 0', 'Coach 1', 'Coach 2']);
    expect(count).toBe(8);
    const id = await named(place, ' coach 5 ');
    for (const text of ['c5@example.org', 'Coach 5 (c5@example.org)', id]) expect(await named(place, text)).toBe(id);
    const find = (text: string) => as((db) => findCoachMeant(db, place.roundId, text));
    expect(await find('Coach')).toEqual({ problem: 'unknown' });
    expect(await find(' ')).toEqual({ problem: 'nobody' });
    expect(await find('Otto')).toEqual({ problem: 'unknown' });
    expect(await find('Coachee 5')).toEqual({ problem: 'unknown' }); // the other side
  });

  it('keeps a pin and an exclusion of anybody, shows both, and holds to them in the run', async () => {
    const place = await opening();
    const [pinned, apart] = [await coacheeNamed(place, 'Coachee 3'), await coacheeNamed(place, 'Coachee 4')];
    const [coach, other] = [await named(place, 'Coach 6'), await named(place, 'Coach 2')];
    expect(await as((db) => pinPair(db, place, { coacheeId: pinned, coachId: coach }))).toBeNull();
    for (const coachId of [coach, other]) expect(await as((db) => excludePair(db, place, { coacheeId: apart, coachId }))).toBeNull();
    expect((await coacheesOf(place, 'Coachee 3'))[0]).toMatchObject({ pinnedId: coach, pinned: 'Coach 6', coachId: null });
    const excluded = await as((db) => listExcludedOf(db, place.programmeId, [pinned, apart]));
    expect([...excluded]).toEqual([[apart, ['Coach 2', 'Coach 6']]]);
    expect((await as((db) => readShortList(db, place, apart)))?.excluded.map((one) => one.coach)).toEqual(['Coach 2', 'Coach 6']);
    expect(await run(place)).toBe(true);
    expect((await coacheesOf(place, 'Coachee 3'))[0]).toMatchObject({ coachId: coach });
    const listed = (await as((db) => listResultsOf(db, place.roundId, apart))).map(({ coachId }) => coachId);
    expect(listed.filter((id) => id === coach || id === other)).toEqual([]);
  });

  it('says what stands between two in words, whoever of the round they are (C14, C25)', async () => {
    const place = await opening();
    const coacheeId = await coacheeNamed(place, 'Coachee 0');
    const tied = { coacheeId, coachId: await named(place, 'Coach 1') }; // as the file says
    expect(await as((db) => pinPair(db, place, tied))).toBe('tie');
    expect(await as((db) => excludePair(db, place, { coacheeId, coachId: coacheeId }))).toBe('same-person');
    expect(await as((db) => pinPair(db, place, { coacheeId, coachId: town().people.coach.id }))).toBe('unknown');
  });
});
