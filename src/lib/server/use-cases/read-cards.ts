import { explainPair, type Fact } from '#lib/domain/matching/explain-pair.ts';
import { drawLot } from '#lib/domain/matching/lot.ts';
import { emptyBackground, emptyProfile, listNamesakes, type MatchProfile, toCoach, toCoachee } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findMatchRules, type SuggestedCoach, type Suggestions } from '#lib/server/queries/match-choices.ts';
import { findBackground, findProfile, type ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { listWishesMet } from '#lib/server/queries/match-wishes.ts';
import { readOwnWishes } from './keep-wishes.ts';
import type { MatchSeal } from './seal-for-match.ts';

/**
 * What two people share and what is new to the coachee, as facts without any number (C23, C27); the most telling first. `words`: the tags of
 * the coach as they were written, which are all that facts tell of.
 */
export type PairWords = { shared: readonly Fact[]; fresh: readonly Fact[]; words: MatchProfile['tags']; wishesMet: readonly string[] };

/** One card: who, why on it, and what there is to tell. */
export type CoachCard = PairWords & SuggestedCoach & { profile: MatchProfile; byOwnHand: boolean };

/** The cards of the suggested coaches, in the published lot of this coachee: their order says nothing. */
export async function readCards(
  db: PersonDb,
  { seal, place }: { seal: MatchSeal; place: ProfilePlace },
  { coaches }: Pick<Suggestions, 'coaches'>
): Promise<CoachCard[]> {
  const ids = drawLot(
    coaches.map(({ coachId }) => coachId),
    place.personId
  );
  const ordered = ids.flatMap((id) => coaches.filter(({ coachId }) => coachId === id));
  return Promise.all(
    ordered.map(async (coach) => {
      const kept = await findProfile(db, { ...place, personId: coach.coachId, side: 'coach' });
      const words = await readPairWords(db, { seal, place }, coach.coachId);
      return { ...coach, ...words, profile: kept?.profile ?? emptyProfile, byOwnHand: kept?.byOwnHand ?? false };
    })
  );
}

/** What the acting person and the other share and what is new, from whichever side; wishes only where both volunteered them (C26). */
export async function readPairWords(
  db: PersonDb,
  { seal, place }: { seal: MatchSeal; place: ProfilePlace },
  otherId: string
): Promise<PairWords> {
  const otherSide = place.side === 'coach' ? 'coachee' : 'coach';
  const own = await findProfile(db, place);
  const other = await findProfile(db, { ...place, personId: otherId, side: otherSide });
  const { settings } = await findMatchRules(db, place.programmeId);
  const background = own ? await findBackground(db, own.id) : emptyBackground;
  const mine = { id: place.personId, profile: own?.profile ?? emptyProfile, background, marks: [] };
  const theirs = { id: otherId, profile: other?.profile ?? emptyProfile, background: emptyBackground, marks: [] };
  const [coachee, coach] = place.side === 'coachee' ? [mine, theirs] : [theirs, mine];
  const nobody = listNamesakes([]);
  const { shared, fresh } = explainPair(toCoachee(coachee, nobody), toCoach(coach, nobody), settings);
  const met = (await listWishesMet(db, place.programmeId, otherId)).slice(0, settings.wishesUsed);
  const labels = await readOwnWishes(db, seal, place);
  const words = (place.side === 'coach' ? mine : theirs).profile.tags;
  return {
    shared,
    fresh,
    words,
    wishesMet: met.flatMap((mark) => labels.filter((label) => label.mark.equals(mark)).map(({ words }) => words))
  };
}
