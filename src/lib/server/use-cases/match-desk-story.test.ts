import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import { newId } from '#lib/server/new-id.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { countMoved, findEarlier } from '#lib/server/queries/match-earlier.ts';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { drawPart, listDifferent, readFigures } from '#lib/server/queries/match-pictures.ts';
import { countStates } from '#lib/server/queries/match-follow.ts';
import { listResultsOf } from '#lib/server/queries/match-results.ts';
import { countParticipants, findRound, listDecisions, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { listConflicts, listShortfalls } from '#lib/server/queries/match-summary.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { tryRules, useRules } from './change-match-rules.ts';
import { compareRuns, earlierRun } from './compare-runs.ts';
import { beginNextRound, closeRound, excludePair, includePair, pinPair, readShortList, swapPairs, unpinPair } from './match-round.ts';
import { publishRound } from './publish-round.ts';
import { takePart } from './take-part.ts';
import { findCoachNamed, tryWhatIf } from './try-what-if.ts';

onBothEngines('the desk of a coordinator', (opened) => {
  const { as, house, opening, run, coacheesOf } = matchProgramme(opened);

  const coachesOf = async (place: RoundPlace) =>
    (
      await as((db) =>
        listEligible(db, { id: place.roundId, programmeId: place.programmeId }, { role: 'coach', search: 'Coach ', offset: 0, most: 50 })
      )
    ).people;
  /** Gives every coach of the file so many places, and takes out those for whom it is null. */
  async function seat(place: RoundPlace, placesOf: (name: string) => string | null) {
    const wanted = (await coachesOf(place)).map(({ id, name }) => [id, placesOf(name)] as const);
    const kept = wanted.filter((one): one is readonly [string, string] => one[1] !== null);
    const page = { role: 'coach' as const, search: 'Coach ', offset: 0, most: 50 };
    return as((db) => takePart(db, place, { ...page, isIn: new Set(kept.map(([id]) => id)), places: new Map(kept) }));
  }
  const statusOf = async ({ programmeId, roundId }: RoundPlace) => (await as((db) => findRound(db, programmeId, roundId)))?.status;

  it('says which better coach was full and why somebody has none, naming nobody else’s choice (C23)', async () => {
    const place = await opening();
    await seat(place, () => '2');
    expect(await run(place)).toBe(true);
    const shortfalls = await as((db) => listShortfalls(db, place.roundId));
    expect(shortfalls).toMatchObject([{ unmatchedCount: 4, coachCount: 8, places: 16, coacheeCount: 20 }]);
    const all = await coacheesOf(place);
    const [without, withOne] = [all.find(({ coachId }) => coachId === null), all.find(({ coachId }) => coachId !== null)];
    const told = await as((db) => readShortList(db, place, without?.id ?? ''));
    expect(told?.shortfalls).toEqual(shortfalls);
    expect(told?.full.every(({ isAssigned, ground }) => !isAssigned && ground !== null)).toBe(true);
    expect(told?.list.map(({ coachId }) => coachId)).not.toEqual(expect.arrayContaining([told?.full[0]?.coachId ?? 'nobody']));
    expect((await as((db) => readShortList(db, place, withOne?.id ?? '')))?.shortfalls).toEqual([]);
  });

  it('publishes no coach who was full, unless somebody swapped to them', async () => {
    const place = await opening();
    await seat(place, () => '3');
    await run(place);
    const all = await coacheesOf(place);
    const lists = await Promise.all(
      all.map(async (one) => ({ ...one, full: (await as((db) => readShortList(db, place, one.id)))?.full ?? [] }))
    );
    const mover = lists.find(({ full }) => full.length > 0);
    const target = mover?.full[0];
    const other = all.find(({ coachId }) => coachId === target?.coachId);
    if (mover && other) {
      expect(await as((db) => swapPairs(db, place, [mover.id, other.id]))).toBeNull();
      const own = (await as((db) => listResultsOf(db, place.roundId, mover.id))).find(({ isAssigned }) => isAssigned);
      expect(own).toMatchObject({ coachId: target?.coachId, why: 'swapped' });
    }
    expect(await as((db) => publishRound(db, place))).toBe('published');
    const { rows } = await as((db) =>
      sql<{ full: number; all: number }>`select count(*) filter (where r.why = 'full')::integer as full, count(*)::integer as all
        from match_suggestions s join match_results r on r.round_id = s.round_id and r.coachee_id = s.coachee_id and r.coach_id = s.coach_id
       where s.round_id = ${place.roundId}`.execute(db)
    );
    expect(rows[0]?.full).toBe(0);
    expect(rows[0]?.all).toBeGreaterThan(0);
    expect(await as((db) => closeRound(db, place))).toBe(true);
    expect(await as((db) => closeRound(db, place))).toBe(false);
  });

  it('lets a coordinator choose who takes part and with how many places, and has the round worked out again', async () => {
    const place = await opening();
    await run(place);
    const [first] = await coacheesOf(place);
    await as((db) => pinPair(db, place, { coacheeId: first?.id ?? '', coachId: first?.coachId ?? '' }));
    const pinned = (await coachesOf(place)).find(({ id }) => id === first?.coachId)?.name;
    expect(await seat(place, (name) => (name === pinned ? null : '4'))).toEqual({ outcome: 'kept', problems: [] });
    expect(await as((db) => countParticipants(db, place.roundId))).toMatchObject({ coaches: 7, places: 28 });
    expect(await statusOf(place)).toBe('draft');
    expect((await coacheesOf(place)).some(({ pinnedId }) => pinnedId !== null)).toBe(false);
    const acts = (await as((db) => listDecisions(db, place.roundId))).map(({ act }) => act);
    expect(acts.filter((act) => act === 'capacity')).toHaveLength(7);
    expect(acts.filter((act) => act === 'take-part')).toHaveLength(1);
    expect((await seat(place, () => '51')).problems).toHaveLength(8);
    expect(await as((db) => countParticipants(db, place.roundId))).toMatchObject({ coaches: 7, places: 28 });
    expect(await run(place)).toBe(true);
    expect(await as((db) => publishRound(db, place))).toBe('published');
    expect((await seat(place, () => '1')).outcome).toBe('late');
    expect(await as((db) => closeRound(db, place))).toBe(true);
  });

  it('takes no coach in who did not say yes to it themselves (C14)', async () => {
    const place = await opening();
    const page = { role: 'coach' as const, search: '', offset: 0, most: 50 };
    const { people } = await as((db) => listEligible(db, { id: place.roundId, programmeId: place.programmeId }, page));
    const silent = people.filter(({ isHandedIn }) => !isHandedIn);
    expect(silent.length).toBeGreaterThan(0); // the coaches of the town itself
    const places = new Map(people.map(({ id }) => [id, '3']));
    await as((db) => takePart(db, place, { ...page, isIn: new Set(people.map(({ id }) => id)), places }));
    expect((await as((db) => countParticipants(db, place.roundId))).coaches).toBe(people.length - silent.length);
  });

  it('tells what other places would change, and keeps nothing', async () => {
    const place = await opening();
    await seat(place, () => '2');
    await run(place);
    const more = await tryWhatIf(house(), place, { kind: 'coaches', count: 2, places: 2, sector: null, language: null });
    expect(more.trial).toMatchObject({ before: { matched: 16 }, after: { matched: 20 }, lost: [] });
    expect(more.trial?.gained.map((id) => more.names[id])).toHaveLength(4);
    const coachId = (await as((db) => findCoachNamed(db, place, 'coach 3'))) ?? '';
    const fewer = await tryWhatIf(house(), place, { kind: 'places', coachId, places: 0 });
    expect(fewer.trial).toMatchObject({ after: { matched: 14 } });
    expect((fewer.trial?.lost.length ?? 0) - (fewer.trial?.gained.length ?? 0)).toBe(2);
    expect(await as((db) => findCoachNamed(db, place, 'Coach'))).toBeNull();
    expect(await as((db) => countParticipants(db, place.roundId))).toMatchObject({ places: 16 });
    expect(await statusOf(place)).toBe('ready');
  });

  it('shows what other rules would do before they are used, and writes down who changed them (C23)', async () => {
    const place = await opening();
    await run(place);
    const settings = { ...standardSettings, suggestions: 2 };
    const trial = await tryRules(house(), place, { settings, asksWishes: false });
    expect(trial).toMatchObject({ listed: 20, before: { matched: 20 }, after: { matched: 20 } });
    expect((await as((db) => findMatchRules(db, place.programmeId))).settings.suggestions).toBe(3);
    await as((db) => useRules(db, place, { settings, asksWishes: true }));
    expect(await as((db) => findMatchRules(db, place.programmeId))).toEqual({ settings, asksWishes: true });
    expect((await as((db) => listDecisions(db, place.roundId))).map(({ act }) => act)).toContain('settings');
    await as((db) => useRules(db, place, { settings: standardSettings, asksWishes: true }));
  });

  it('works nothing out when pins cannot be kept, and says which and why (C14, C25)', async () => {
    const place = await opening();
    const [one, other] = [(await coacheesOf(place, 'Coachee 6'))[0], (await coacheesOf(place, 'Coachee 7'))[0]];
    const coachId = (await as((db) => findCoachNamed(db, place, 'Coach 4'))) ?? '';
    for (const coachee of [one, other]) expect(await as((db) => pinPair(db, place, { coacheeId: coachee?.id ?? '', coachId }))).toBeNull();
    await seat(place, (name) => (name === 'Coach 4' ? '1' : '3'));
    expect(await run(place)).toBe(false);
    expect(await statusOf(place)).toBe('draft');
    const told = await as((db) => listConflicts(db, place.roundId));
    expect(told.map(({ coachee, coach, problem }) => [coachee, coach, problem])).toEqual([
      ['Coachee 6', 'Coach 4', 'full'],
      ['Coachee 7', 'Coach 4', 'full']
    ]);
    expect((await tryWhatIf(house(), place, { kind: 'places', coachId, places: 0 })).trial).toBeNull();
    expect((await tryWhatIf(house(), place, { kind: 'coaches', count: 1, places: 1, sector: null, language: null })).trial).toBeNull();
    await as((db) => unpinPair(db, place, other?.id ?? ''));
    expect(await run(place)).toBe(true);
    expect(await as((db) => listConflicts(db, place.roundId))).toEqual([]);
  });

  it('allows again what was excluded', async () => {
    const place = await opening();
    await run(place);
    const [one] = await coacheesOf(place);
    const two = { coacheeId: one?.id ?? '', coachId: one?.coachId ?? '' };
    await as((db) => excludePair(db, place, two));
    expect((await as((db) => readShortList(db, place, two.coacheeId)))?.excluded.map(({ coachId }) => coachId)).toEqual([two.coachId]);
    await as((db) => includePair(db, place, two));
    await as((db) => includePair(db, place, two));
    expect((await as((db) => readShortList(db, place, two.coacheeId)))?.excluded).toEqual([]);
    expect((await as((db) => listDecisions(db, place.roundId))).filter(({ act }) => act === 'include')).toHaveLength(1);
  });

  it('lays a run beside the one before it in the same round', async () => {
    const place = await opening();
    await run(place);
    expect(await as((db) => findEarlier(db, place.roundId))).toBeNull();
    expect(await as((db) => countMoved(db, place.roundId))).toBeNull();
    const before = await coacheesOf(place);
    const figures = await as((db) => readFigures(db, place.roundId));
    const [first] = before;
    await as((db) => excludePair(db, place, { coacheeId: first?.id ?? '', coachId: first?.coachId ?? '' }));
    await run(place);
    const now = new Map((await coacheesOf(place)).map(({ id, coachId }) => [id, coachId]));
    const moved = before.filter(({ id, coachId }) => now.get(id) !== coachId).map(({ id }) => id);
    expect(await as((db) => findEarlier(db, place.roundId))).toEqual(figures);
    expect(await as((db) => countMoved(db, place.roundId))).toBe(moved.length);
    const compare = (asked: string | null) => as((db) => compareRuns(db, place, { asked, offset: 0, most: 50 }));
    const there = (await compare(null))?.there;
    expect(there).toMatchObject({ id: earlierRun, figures, different: { count: moved.length } });
    expect(there?.different.coachees.map(({ id }) => id).toSorted()).toEqual(moved.toSorted());
    const names = new Map((await coachesOf(place)).map(({ id, name }) => [id, name]));
    expect(there?.different.coachees.find(({ id }) => id === first?.id)?.there).toBe(names.get(first?.coachId ?? ''));
    for (const none of [newId(), place.roundId, 'x']) expect(await compare(none)).toBeUndefined();
    await run(place);
    expect(await as((db) => countMoved(db, place.roundId))).toBe(0); // the same again
  });

  it('draws and compares rounds, follows a published one and goes on with the rest', async () => {
    const [one, other] = [await opening(), await opening()];
    await run(one);
    await seat(other, () => '2');
    await run(other);
    const drawn = await as((db) => drawPart(db, other.roundId, { offset: 0, most: 40 }));
    expect(drawn.count).toBe(20);
    expect(drawn.coachees.filter(({ coachId }) => coachId === null)).toHaveLength(4);
    expect(drawn.coaches.every(({ places, taken }) => places === 2 && taken === 2)).toBe(true);
    expect(await as((db) => readFigures(db, other.roundId))).toMatchObject({ coachees: 20, matched: 16 });
    const page = { here: one.roundId, there: other.roundId, offset: 0, most: 50 };
    expect((await as((db) => listDifferent(db, page))).count).toBeGreaterThanOrEqual(4);
    expect((await as((db) => listDifferent(db, { ...page, there: one.roundId }))).count).toBe(0);
    expect(await as((db) => beginNextRound(db, one, newId()))).toBeNull(); // not out yet
    expect(await as((db) => publishRound(db, one))).toBe('published');
    expect(await as((db) => publishRound(db, other))).toBe('doubled'); // nobody chooses in two rounds at once
    expect(await statusOf(other)).toBe('ready');
    expect(await as((db) => countStates(db, { id: one.roundId, programmeId: one.programmeId }))).toMatchObject({ waiting: 20, active: 0 });
    const next = newId();
    expect(await as((db) => beginNextRound(db, one, next))).toBe(next);
    expect(await statusOf(one)).toBe('closed');
    expect((await as((db) => countParticipants(db, next))).coachees).toBe(20);
  });
});
