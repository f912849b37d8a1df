import { comparePair } from '#lib/domain/matching/compare-pair.ts';
import { findBarriers } from '#lib/domain/matching/find-barriers.ts';
import { keepApart } from '#lib/domain/matching/keep-apart.ts';
import { placeInLot } from '#lib/domain/matching/lot.ts';
import type { MatchSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach } from '#lib/domain/matching/person.ts';
import type { SystemDb } from '#lib/server/db.ts';
import type { Log } from '#lib/server/log.ts';
import { asCoach, asCoachee, type Names } from '#lib/server/matching/as-people.ts';
import { gatherNamesakes } from '#lib/server/matching/gather-namesakes.ts';
import { inParts, readBounds, type RoundDesk } from '#lib/server/matching/hand-over.ts';
import { findMatchRules } from '#lib/server/queries/match-choices.ts';
import { listParticipants, type Participant } from '#lib/server/queries/match-participants.ts';
import type { Pin } from '#lib/server/queries/match-results.ts';
import type { RoundPlace } from '#lib/server/queries/match-rounds.ts';
import { type KeptVetoes, listNamed } from '#lib/server/queries/match-vetoes.ts';
import { readWishMarks, type WishMarks } from '#lib/server/queries/match-wishes.ts';
import { listCoordinators } from '#lib/server/queries/programmes.ts';
import { listListsOf, suggestByWish } from '#lib/server/queries/wish-cards.ts';

/** So many who share a wish are compared, in a row from a place of the lot; the one who fits best lies on the card. */
const mostCompared = 12;

/** So many are read at once, with other work in between. */
const partSizes = { names: 500, people: 50 } as const;

/** What laying cards needs of the house: the doors, as the coordinator who let the round go out, and a log. */
export type CardHouse = {
  log: Log;
  asPerson: RoundDesk['asPerson'];
  asSystem: <T>(reason: string, work: (db: SystemDb) => Promise<T>) => Promise<T>;
};

/**
 * Begins to lay one card more before each coachee whose first wish no listed coach shares: of a coach of the round who volunteered the same
 * (C26). The round is out by then, and whoever let it go out waits for nothing, so that nothing, not even the time it takes, tells of a wish
 * (docs/decisions/0018-wishes-lie-on-cards.md). `finished` never rejects.
 */
export function startWishCards(house: CardHouse, place: RoundPlace): { finished: Promise<void> } {
  const finished = layWishCards(house, place).catch((error: unknown) => {
    house.log.warn({ round: place.roundId, error: error instanceof Error ? error.name : 'unknown' }, 'cards of a round were not all laid');
  });
  return { finished };
}

/** Everything is read the same, whoever volunteered what. */
async function layWishCards({ asPerson, asSystem }: CardHouse, place: RoundPlace): Promise<void> {
  const { settings, asksWishes } = await asPerson((db) => findMatchRules(db, place.programmeId));
  if (!asksWishes) return;
  const wishes = findWishes(
    await asSystem('match: wishes of a round', (db) => readWishMarks(db, place)),
    await asPerson((db) => listCoordinators(db, place.programmeId))
  );
  const desk: RoundDesk = { ...place, asPerson };
  const { bans } = await readBounds(desk);
  const house: House = {
    ...{ settings, sharers: wishes.sharers, firstWishes: wishes.firstWishes, lists: new Map() },
    names: await readNames(desk),
    bans: new Set(bans.map(({ coachee, coach }) => `${coachee} ${coach}`)),
    coaches: new Map()
  };
  await readPeople(desk, 'coach', (part) => {
    for (const one of part) if (wishes.volunteers.has(one.id)) house.coaches.set(one.id, asCoach(one, house.names));
  });
  await readPeople(desk, 'coachee', async (part) => {
    const ids = part.map(({ id }) => id);
    await asPerson(async (db) => {
      house.lists = Map.groupBy(await listListsOf(db, place.roundId, ids), ({ coacheeId }) => coacheeId);
      await suggestByWish(
        db,
        place.roundId,
        part.flatMap((one) => findCard(house, one) ?? [])
      );
    });
  });
}

/** Who shares which trait, by its mark, and what each coachee wishes for first. Whoever coordinates the programme is left out. */
function findWishes(marks: readonly WishMarks[], coordinators: readonly string[]) {
  const asked = marks.filter(({ personId }) => !coordinators.includes(personId));
  const sharers = new Map<string, Set<string>>();
  for (const { side, personId, marks: own } of asked) {
    if (side !== 'coach') continue;
    for (const mark of own) sharers.set(mark, (sharers.get(mark) ?? new Set()).add(personId));
  }
  const wishing = asked.filter(({ side }) => side === 'coachee');
  return {
    sharers,
    volunteers: new Set([...sharers.values()].flatMap((people) => [...people])),
    firstWishes: new Map(wishing.flatMap(({ personId, marks: [first] }) => (first === undefined ? [] : [[personId, first] as const])))
  };
}

type House = {
  names: Names;
  bans: ReadonlySet<string>;
  settings: MatchSettings;
  sharers: ReadonlyMap<string, ReadonlySet<string>>;
  firstWishes: ReadonlyMap<string, string>;
  /** Of those who volunteered anything, as they are compared. */
  coaches: Map<string, Coach>;
  /** Of the coachees of this part. */
  lists: ReadonlyMap<string, readonly Pin[]>;
};

async function readNames({ asPerson, programmeId }: RoundDesk): Promise<Names> {
  const named: KeptVetoes[] = [];
  await inParts(
    partSizes.names,
    (part) => asPerson((db) => listNamed(db, programmeId, part)),
    (part) => {
      named.push(...part);
    }
  );
  const namesakes = await gatherNamesakes(named.map(({ id, name }) => ({ personId: id, name })));
  return { namesakes, apart: keepApart(namesakes, named) };
}

async function readPeople(
  { asPerson, roundId }: RoundDesk,
  role: 'coach' | 'coachee',
  take: (people: Participant[]) => void | Promise<void>
): Promise<void> {
  await inParts(partSizes.people, (part) => asPerson((db) => listParticipants(db, roundId, { role, ...part })), take);
}

/** The card that is laid before a coachee; null: none. */
function findCard(house: House, one: Participant): Pin | null {
  const sharers = house.sharers.get(house.firstWishes.get(one.id) ?? '');
  const isMet = (house.lists.get(one.id) ?? []).some(({ coachId }) => sharers?.has(coachId));
  if (!sharers || isMet) return null;
  const coach = findBest(
    house,
    one,
    takeSome(sharers, one.id).flatMap((id) => house.coaches.get(id) ?? [])
  );
  return coach && { coacheeId: one.id, coachId: coach.id };
}

/** Some of those who share a wish, others for another coachee, so that no coach lies on all cards. */
function takeSome(coaches: ReadonlySet<string>, coacheeId: string): string[] {
  const all = [...coaches];
  const from = placeInLot(coacheeId, all.length);
  return [...all.slice(from), ...all.slice(0, from)].slice(0, mostCompared);
}

/** Who fits best of those nothing stands in the way of; of equals the first. */
function findBest({ names, bans, settings }: House, one: Participant, coaches: readonly Coach[]): Coach | null {
  const coachee = asCoachee(one, names);
  const fits = coaches.flatMap((coach) => {
    const isBarred = bans.has(`${one.id} ${coach.id}`) || findBarriers(coachee, coach, settings).length > 0;
    return isBarred || coach.capacity === 0 ? [] : [{ coach, fit: comparePair(coachee, coach, settings).fit }];
  });
  return fits.toSorted((first, second) => second.fit - first.fit)[0]?.coach ?? null;
}
