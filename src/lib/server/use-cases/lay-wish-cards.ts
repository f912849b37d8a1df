import { setImmediate as nextTurn } from 'node:timers/promises';
import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import { type Ban, findBarriers } from '#lib/domain/matching/find-barriers.ts';
import { placeInLot } from '#lib/domain/matching/lot.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Namesakes } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { asCoach, asCoachee } from '#lib/server/matching/as-people.ts';
import { readBounds } from '#lib/server/matching/hand-over.ts';
import { gatherNamesakes } from '#lib/server/matching/gather-namesakes.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { listParticipantsOf, type Participant } from '#lib/server/queries/match-participants.ts';
import type { Pin } from '#lib/server/queries/match-results.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import type { WishMarks } from '#lib/server/queries/match-wishes.ts';
import { listMembers } from '#lib/server/queries/programmes.ts';
import { listListsOf, suggestByWish } from '#lib/server/queries/wish-cards.ts';

/** So many who share a wish are compared, in a row from a place of the lot; the one who fits best lies on the card. */
const mostCompared = 12;

/** So many coachees are looked at before other work has its turn. */
const partSize = 50;

/**
 * Lays one card more before each coachee whose first wish no listed coach shares: of a coach of the round who volunteered the same (C26).
 * It comes after everything a coordinator sees is settled, so nothing of that can tell of a wish (docs/decisions/0018-wishes-lie-on-cards.md).
 */
export async function layWishCards(db: PersonDb, place: RoundPlace, marks: readonly WishMarks[]): Promise<void> {
  const volunteered = marks
    .filter(({ side }) => side === 'coach')
    .flatMap(({ personId, marks: own }) => own.map((mark) => ({ mark, personId })));
  const sharers = new Map<string, Set<string>>();
  for (const { mark, personId } of volunteered) sharers.set(mark, (sharers.get(mark) ?? new Set()).add(personId));
  const wishing = marks.flatMap(({ side, personId, marks: [first = ''] }) => {
    const coaches = side === 'coachee' ? sharers.get(first) : undefined;
    return coaches ? [{ coacheeId: personId, coaches }] : [];
  });
  if (wishing.length === 0) return;
  const house = {
    namesakes: await gatherNamesakes(await listMembers(db, place.programmeId)),
    bans: (await readBounds({ ...place, asPerson: (work) => work(db) })).bans,
    settings: (await findMatchRules(db, place.programmeId)).settings
  };
  for (let from = 0; from < wishing.length; from += partSize) {
    await layPart(db, { ...house, place }, wishing.slice(from, from + partSize));
    await nextTurn();
  }
}

type House = { namesakes: Namesakes; bans: readonly Ban[]; settings: MatchSettings; place: RoundPlace };
type Wishing = { coacheeId: string; coaches: ReadonlySet<string> };

async function layPart(db: PersonDb, house: House, part: readonly Wishing[]): Promise<void> {
  const { roundId } = house.place;
  const ids = part.map(({ coacheeId }) => coacheeId);
  const listed = Map.groupBy(await listListsOf(db, roundId, ids), ({ coacheeId }) => coacheeId);
  const open = part
    .filter(({ coacheeId, coaches }) => !(listed.get(coacheeId) ?? []).some(({ coachId }) => coaches.has(coachId)))
    .map(({ coacheeId, coaches }) => ({ coacheeId, coaches: takeSome(coaches, coacheeId) }));
  const coachees = await read(db, roundId, { role: 'coachee', ids: open.map(({ coacheeId }) => coacheeId) });
  const coaches = await read(db, roundId, { role: 'coach', ids: [...new Set(open.flatMap((one) => one.coaches))] });
  const pairs = open.flatMap(({ coacheeId, coaches: able }): Pin[] => {
    const coachee = coachees.get(coacheeId);
    const coach =
      coachee &&
      findBest(
        house,
        coachee,
        able.flatMap((id) => coaches.get(id) ?? [])
      );
    return coach ? [{ coacheeId, coachId: coach.id }] : [];
  });
  if (pairs.length > 0) await suggestByWish(db, roundId, pairs);
}

/** Some of those who share a wish, others for another coachee, so that no coach lies on all cards. */
function takeSome(coaches: ReadonlySet<string>, coacheeId: string): string[] {
  const all = [...coaches];
  const from = placeInLot(coacheeId, all.length);
  return [...all.slice(from), ...all.slice(0, from)].slice(0, mostCompared);
}

async function read(db: PersonDb, roundId: string, who: { role: 'coach' | 'coachee'; ids: readonly string[] }) {
  return new Map((await listParticipantsOf(db, roundId, who)).map((one) => [one.id, one]));
}

/** Who fits best of those nothing stands in the way of; of equals the first. */
function findBest({ namesakes, bans, settings }: House, one: Participant, others: readonly Participant[]): Participant | null {
  const coachee = asCoachee(one, namesakes);
  const fits = others.flatMap((other) => {
    const coach = asCoach(other, namesakes);
    const isBanned = bans.some((ban) => ban.coachee === one.id && ban.coach === other.id);
    if (isBanned || coach.capacity === 0 || findBarriers(coachee, coach, settings).length > 0) return [];
    return [{ other, fit: comparePair(coachee, coach, settings).fit }];
  });
  return fits.toSorted((first, second) => second.fit - first.fit)[0]?.other ?? null;
}
