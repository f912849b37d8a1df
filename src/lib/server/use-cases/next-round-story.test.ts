import { expect, it } from 'vitest';
import { newId } from '#lib/server/new-id.ts';
import type { Pin } from '#lib/server/queries/match-results.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { onBothEngines } from '#test/engines.ts';
import { matchProgramme } from '#test/match-programme.ts';
import { beginNextRound, pinPair, readShortList } from './match-round.ts';
import { publishRound } from './publish-round.ts';

onBothEngines('a next round', (opened) => {
  const { town, as, opening, run, coacheesOf } = matchProgramme(opened);

  /** A coach was asked and said no, or the two began and stopped. */
  const say = async (place: RoundPlace, { coacheeId, coachId }: Pin, status: 'declined' | 'ended') =>
    town().database.asOwner(async (owner) => {
      const pair = newId();
      await owner.query(
        'insert into relationships (organisation_id, id, programme_id, coach_id, coachee_id, status) values ($1, $2, $3, $4, $5, $6)',
        [place.organisationId, pair, place.programmeId, coachId, coacheeId, status]
      );
      await owner.query(
        'insert into match_asks (organisation_id, relationship_id, round_id, coachee_id, coach_id, outcome) values ($1, $2, $3, $4, $5, $6)',
        [place.organisationId, pair, place.roundId, coacheeId, coachId, status === 'declined' ? 'declined' : 'accepted']
      );
    });
  it('brings back nobody who said no, nor coaches instead of whom others were asked for, unless a coordinator pins them', async () => {
    const place = await opening();
    await run(place);
    expect(await as((db) => publishRound(db, place))).toBe('published');
    const all = await coacheesOf(place);
    const listOf = async (of: RoundPlace, id: string) =>
      (await as((db) => readShortList(db, of, id)))?.list.map(({ coachId }) => coachId) ?? expect.fail('no such coachee');
    const [refused, choosy, parted] = all;
    if (!refused?.coachId || !choosy || !parted?.coachId) expect.fail('somebody is missing');
    const unwanted = await listOf(place, choosy.id);
    await say(place, { coacheeId: refused.id, coachId: refused.coachId }, 'declined');
    await say(place, { coacheeId: parted.id, coachId: parted.coachId }, 'ended');
    await town().database.asOwner((owner) =>
      owner.query(
        "insert into match_choices (organisation_id, round_id, coachee_id, coach_ids, instead) values ($1, $2, $3, '{}', 'others')",
        [place.organisationId, place.roundId, choosy.id]
      )
    );
    const next = { ...place, roundId: newId() };
    await as((db) => beginNextRound(db, place, next.roundId));
    await run(next);
    expect(await listOf(next, refused.id)).not.toContain(refused.coachId);
    expect(await listOf(next, parted.id)).not.toContain(parted.coachId);
    expect((await listOf(next, choosy.id)).filter((id) => unwanted.includes(id))).toEqual([]);
    const { before } = (await as((db) => readShortList(db, next, refused.id))) ?? expect.fail('no such coachee');
    expect(before).toEqual([refused.coach]);
    const met = (await coacheesOf(next)).find(({ coachId }) => coachId !== null) ?? expect.fail('nobody has a coach');
    await say(next, { coacheeId: met.id, coachId: met.coachId ?? '' }, 'declined'); // after the run
    expect(await as((db) => publishRound(db, next))).toBe('stale');
    const again = { coacheeId: refused.id, coachId: refused.coachId };
    expect(await as((db) => pinPair(db, next, again))).toBeNull();
    expect(await run(next)).toBe(true);
    expect((await coacheesOf(next)).find(({ id }) => id === refused.id)?.coachId).toBe(refused.coachId);
  });
});
