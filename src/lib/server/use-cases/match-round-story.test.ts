import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { runNextJob } from '#lib/server/jobs/run-jobs.ts';
import { newId } from '#lib/server/new-id.ts';
import { listEligible } from '#lib/server/queries/match-people.ts';
import { countAssigned, listResultsOf } from '#lib/server/queries/match-results.ts';
import { countParticipants, findRound, listDecisions, moveRound, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { isProven, listConflicts } from '#lib/server/queries/match-summary.ts';
import { newRing, postHouse } from '#test/doorbell.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { cancelRun, excludePair, pinPair, readShortList, startRun, swapPairs, unpinPair } from './match-round.ts';
import { proposePair } from './propose-pair.ts';
import { publishRound } from './publish-round.ts';

onBothEngines('a round', (opened) => {
  const { town, as, house, opening, run, coacheesOf } = matchProgramme(opened);
  const listOf = ({ roundId }: RoundPlace, coachee: string) => as((db) => listResultsOf(db, roundId, coachee));
  async function two(place: RoundPlace) {
    const all = await coacheesOf(place);
    const first = all.find(({ name }) => name === 'Coachee 5') ?? expect.fail('nobody');
    const second = all.find(({ coachId }) => coachId !== null && coachId !== first.coachId) ?? expect.fail('nobody else');
    return [first, second] as const;
  }

  const ratherNot = async (personId: string, name: string) =>
    opened().asOwner((owner) =>
      owner.query(
        `update match_backgrounds set answers = answers || jsonb_build_object('vetoes', jsonb_build_array($2::text))
          where profile_id in (select id from match_profiles where person_id = $1)`,
        [personId, name]
      )
    );

  it('begins with coachees without a pair and coaches who counted themselves in (C14)', async () => {
    const place = await opening();
    expect(await as((db) => countParticipants(db, place.roundId))).toEqual({ coachees: 20, coaches: 8, places: 24 });
  });

  it('takes nobody in as a coach who evaluates in the programme (C14)', async () => {
    const asked = (text: string) => opened().asOwner((owner) => owner.query(text, [town().programme]));
    await asked(`insert into memberships (organisation_id, id, person_id, programme_id, role)
      select m.organisation_id, gen_random_uuid(), m.person_id, m.programme_id, 'evaluator' from memberships m
        join people p on p.organisation_id = m.organisation_id and p.id = m.person_id and p.name = 'Coach 4' where m.programme_id = $1`);
    const place = await opening();
    expect(await as((db) => countParticipants(db, place.roundId))).toMatchObject({ coaches: 7, places: 21 });
    await asked(
      "delete from memberships m using people p where p.id = m.person_id and p.name = 'Coach 4' and m.role = 'evaluator' and m.programme_id = $1"
    );
  });

  it('gives everybody a short list with both numbers, and keeps ties apart (C23, C25, C27)', async () => {
    const place = await opening();
    expect(await run(place)).toBe(true);
    expect(await as((db) => countAssigned(db, place.roundId))).toBe(20);
    const all = await coacheesOf(place);
    expect(all.every(({ ground }) => ground !== null)).toBe(true);
    for (const { id } of all) expect((await listOf(place, id)).filter(({ why }) => why !== 'full').length).toBeGreaterThanOrEqual(3);
    const tied = await listOf(place, all.find(({ name }) => name === 'Coachee 0')?.id ?? '');
    expect(tied.map(({ coach }) => coach)).not.toContain('Coach 1');
    expect(tied.some(({ why }) => why === 'different')).toBe(true);
    const told = await as((db) => readShortList(db, place, all[0]?.id ?? ''));
    expect(told?.list.every(({ shared }) => shared.every(({ kind }) => kind !== 'wish-met'))).toBe(true);
  });

  it('goes by the rules that the coordinators wrote, and keeps them with the round (C23)', async () => {
    const place = await opening();
    const rules = JSON.stringify({ suggestions: 2 });
    await as((db) =>
      sql`insert into match_settings (organisation_id, programme_id, settings, changed_by)
        values (${town().organisation}, ${town().programme}, ${rules}, ${town().people.coordinator.id})`.execute(db)
    );
    await run(place);
    const all = await coacheesOf(place);
    const lists = await Promise.all(all.map(({ id }) => listOf(place, id)));
    expect(Math.min(...lists.map((list) => list.filter(({ why }) => why !== 'full').length))).toBe(2); // three by the rules of the house
    expect((await as((db) => findRound(db, town().programme, place.roundId)))?.status).toBe('ready');
    const back = JSON.stringify({});
    await as((db) =>
      sql`update match_settings set settings = ${back}, changed_by = ${town().people.coordinator.id}
        where programme_id = ${town().programme}`.execute(db)
    );
  });

  it('swaps two at once, and keeps what is pinned when it is worked out again', async () => {
    const place = await opening();
    await run(place);
    const [first, second] = await two(place);
    expect(await as((db) => isProven(db, place.roundId))).toBe(true);
    expect(await as((db) => swapPairs(db, place, [first.id, second.id]))).toBeNull();
    expect(await as((db) => isProven(db, place.roundId))).toBe(false); // by hand, it may be worse
    const swapped = await coacheesOf(place);
    const coachNow = (id: string) => swapped.find((one) => one.id === id)?.coachId;
    expect([coachNow(first.id), coachNow(second.id)]).toEqual([second.coachId, first.coachId]);
    expect(await run(place)).toBe(true);
    const again = await coacheesOf(place);
    expect(again.find(({ id }) => id === first.id)).toMatchObject({ coachId: second.coachId, pinnedId: second.coachId });
    await as((db) => unpinPair(db, place, first.id));
    expect((await coacheesOf(place)).find(({ id }) => id === first.id)?.pinnedId).toBeNull();
    const acts = (await as((db) => listDecisions(db, place.roundId))).map(({ act, by }) => `${by ?? ''} ${act}`);
    expect(acts.toSorted()).toEqual(['create', 'run', 'run', 'swap', 'swap', 'unpin'].map((act) => `coordinator ${act}`));
  });

  it('proposes nobody by hand between whom something stands (C14, C25)', async () => {
    const place = await opening();
    const [tied] = await coacheesOf(place, 'Coachee 0');
    const { people } = await as((db) =>
      listEligible(db, { id: place.roundId, programmeId: place.programmeId }, { role: 'coach', search: 'Coach 1', offset: 0, most: 9 })
    );
    const coach = people.find(({ name }) => name === 'Coach 1');
    const pair = { id: newId(), organisationId: place.organisationId, programmeId: place.programmeId, proposedBy: place.personId };
    const proposed = await as((db) => proposePair(db, { ...pair, coachId: coach?.id ?? '', coacheeId: tied?.id ?? '' }));
    expect(proposed).toEqual({ outcome: 'barred', barrier: 'tie' });
  });

  it('says why two cannot be pinned, and relaxes nothing (C25)', async () => {
    const place = await opening();
    await run(place);
    const [tied, other] = [(await coacheesOf(place, 'Coachee 0'))[0], (await coacheesOf(place, 'Coachee 6'))[0]];
    const { rows } = await as((db) => sql<{ id: string }>`select id from people where name = 'Coach 1'`.execute(db));
    const coachId = rows[0]?.id ?? '';
    expect(await as((db) => pinPair(db, place, { coacheeId: tied?.id ?? '', coachId }))).toBe('tie');
    expect(await as((db) => pinPair(db, place, { coacheeId: other?.id ?? '', coachId }))).toBeNull();
    await as((db) => excludePair(db, place, { coacheeId: other?.id ?? '', coachId }));
    expect(await as((db) => pinPair(db, place, { coacheeId: other?.id ?? '', coachId }))).toBe('excluded');
    expect(await run(place)).toBe(true);
    expect((await listOf(place, other?.id ?? '')).map((one) => one.coachId)).not.toContain(coachId);
  });

  it('keeps apart whoever one of the two would rather not be put with, and tells nobody whose word it was', async () => {
    const place = await opening();
    await run(place);
    const [first, second] = await two(place);
    await ratherNot(first.id, first.coach ?? '');
    await ratherNot(second.coachId ?? '', second.name);
    const pairs = [first, second].map(({ id, coachId }) => ({ coacheeId: id, coachId: coachId ?? '' }));
    for (const pair of pairs) expect(await as((db) => pinPair(db, place, pair))).toBe('veto');
    expect(await run(place)).toBe(true);
    for (const { coacheeId, coachId } of pairs) {
      expect((await listOf(place, coacheeId)).map((one) => one.coachId)).not.toContain(coachId);
      expect(JSON.stringify(await as((db) => readShortList(db, place, coacheeId)))).not.toMatch(/veto/);
    }
    await opened().asOwner((owner) => owner.query(`update match_backgrounds set answers = answers - 'vetoes'`));
    for (const pair of pairs) expect(await as((db) => pinPair(db, place, pair))).toBeNull();
    await ratherNot(first.id, first.coach ?? '');
    await ratherNot(second.coachId ?? '', second.name);
    expect(await run(place)).toBe(false);
    expect((await as((db) => listConflicts(db, place.roundId))).map(({ problem }) => problem)).toEqual(['veto', 'veto']);
    await opened().asOwner((owner) => owner.query(`update match_backgrounds set answers = answers - 'vetoes'`));
  });

  it('tells the reasons with what the coach said as it was written', async () => {
    const place = await opening();
    await run(place);
    const [first] = await two(place);
    await opened().asOwner((owner) =>
      owner.query(`update match_profiles set answers = jsonb_set(answers, '{tags,sector}', '["NS-reizigers"]') where person_id = $1`, [
        first.coachId
      ])
    );
    const told = (await as((db) => readShortList(db, place, first.id)))?.list.find(({ coachId }) => coachId === first.coachId);
    expect(told?.words.sector).toEqual(['NS-reizigers']);
  });

  it('takes somebody who is coach and coachee in a round on the side that is asked for', async () => {
    const place = await opening();
    await run(place);
    const [both, other] = [(await coacheesOf(place, 'Coachee 8'))[0], (await coacheesOf(place, 'Coachee 9'))[0]];
    const { rows } = await as((db) => sql<{ id: string; name: string }>`select id, name from people where name = 'Coach 7'`.execute(db));
    const coachId = rows[0]?.id ?? '';
    await opened().asOwner((owner) =>
      owner.query(
        `insert into match_participants (organisation_id, round_id, person_id, role, capacity) values ($1, $2, $3, 'coach', 3), ($1, $2, $4, 'coachee', null)`,
        [place.organisationId, place.roundId, both?.id, coachId]
      )
    );
    expect(await as((db) => pinPair(db, place, { coacheeId: other?.id ?? '', coachId }))).toBeNull();
    expect(await as((db) => pinPair(db, place, { coacheeId: other?.id ?? '', coachId: both?.id ?? '' }))).toBeNull();
    expect(await as((db) => readShortList(db, place, coachId))).toMatchObject({ name: 'Coach 7', list: [] });
    expect((await as((db) => readShortList(db, place, both?.id ?? '')))?.list.length).toBeGreaterThanOrEqual(3);
    expect(await as((db) => pinPair(db, place, { coacheeId: coachId, coachId }))).toBe('same-person');
  });

  it('is cancelled from anywhere, and run again after it was killed', async () => {
    const place = await opening();
    const started = await startRun(house(), place);
    expect(await startRun(house(), place)).toBeNull();
    await as((db) => cancelRun(db, place));
    expect(await started?.finished).toBe(false);
    expect((await as((db) => findRound(db, town().programme, place.roundId)))?.status).toBe('draft');
    await opened().asOwner((owner) =>
      owner.query("update match_rounds set status = 'running', beat_at = now() - interval '1 minute' where id = $1", [place.roundId])
    );
    expect((await as((db) => findRound(db, town().programme, place.roundId)))?.isLost).toBe(true);
    expect(await run(place)).toBe(true);
  });

  it('goes on when an earlier run, which was cancelled, comes to its end', async () => {
    const place = await opening();
    const earlier = await startRun(house(), place);
    await as((db) => cancelRun(db, place));
    const later = await startRun(house(), place);
    const { roundId } = place;
    expect(await as((db) => moveRound(db, roundId, { from: ['running'], to: 'draft', runAt: new Date(0) }))).toBe(false);
    expect([await earlier?.finished, await later?.finished]).toEqual([false, true]);
    expect((await as((db) => findRound(db, town().programme, roundId)))?.status).toBe('ready');
  });

  it('is published once, without numbers, with one mail for each coachee (C23, C27)', async () => {
    const place = await opening();
    await run(place);
    const [first] = await listOf(place, (await coacheesOf(place))[0]?.id ?? '');
    const pair = { coacheeId: (await coacheesOf(place))[0]?.id ?? '', coachId: first?.coachId ?? '' };
    await as((db) => excludePair(db, place, pair));
    expect(await as((db) => publishRound(db, place))).toBe('stale'); // an excluded pair never goes out
    await run(place);
    expect(await as((db) => publishRound(db, place))).toBe('published');
    expect(await as((db) => publishRound(db, place))).toBe('late');
    expect(await startRun(house(), place)).toBeNull();
    const { house: post, sent } = postHouse(town().database, newRing());
    while (await runNextJob(post));
    expect(sent).toHaveLength(20);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(20);
  });
});
