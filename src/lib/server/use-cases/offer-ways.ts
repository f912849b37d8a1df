import { randomInt } from 'node:crypto';
import type { AcquaintanceWords, WayWords } from '#lib/content/acquaintance.ts';
import { mixOrder } from '#lib/domain/acquaintance/mix-order.ts';
import type { OfferAnswer } from '#lib/domain/acquaintance/parse-offer-answer.ts';
import type { MeetingWay } from '#lib/domain/acquaintance/parse-offer.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { isUuid, newId } from '#lib/server/new-id.ts';
import { addOffer, answerMeetingOffer, findLatestOffer, findOffer, type SealedOffer } from '#lib/server/queries/meeting-offers.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';
import type { PairSeal } from './seal-for-pair.ts';

/** Ways of meeting as they were put forward, and what the coachee said. `answer` null: not yet. */
export type Offer = { id: string; ways: readonly MeetingWay[]; offeredAt: Date; answer: OfferAnswer | null; answeredAt: Date | null };

/** Where the acquaintance of a pair stands; nothing of what anybody wrote is opened. */
export type AcquaintanceFacts = {
  /** `none`: the coach has not offered yet; `open`: the coachee may answer; `answered`: with a way, a proposal, or not now. */
  readonly offer: 'none' | 'open' | 'answered';
};

/** Whether the coach may offer, or the coachee may answer (C21). For what waits for somebody. */
export async function readAcquaintanceFacts(db: PersonDb, pair: Pick<Relationship, 'id'>): Promise<AcquaintanceFacts> {
  const latest = await findLatestOffer(db, pair.id);
  if (!latest) return { offer: 'none' };
  return { offer: latest.answeredAt === null ? 'open' : 'answered' };
}

/** The last offer of a pair, opened; null when there is none. */
export async function readLatestOffer(db: PersonDb, { pair, seal }: PairReading): Promise<Offer | null> {
  const latest = await findLatestOffer(db, pair.id);
  return latest && openOffer(seal, latest);
}

/** Puts at least two ways forward, in an order drawn by chance: none of them stands first for a reason (C21). False for anybody but the coach. */
export async function offerWays(db: PersonDb, { pair, seal }: PairReading, ways: readonly MeetingWay[]): Promise<boolean> {
  if (pair.side !== 'coach' || pair.status !== 'active') return false;
  const id = newId();
  const mixed = mixOrder(ways, (below) => randomInt(below));
  const place = { ...placeOf(pair), coachId: pair.coach.id };
  await addOffer(db, place, { id, ways: seal.seal(offerPlace(id, 'ways'), JSON.stringify(mixed)) });
  return true;
}

/** The coachee answers the last offer, once. False when it was answered before, when there is a newer one, and for the coach. */
export async function answerOffer(
  db: PersonDb,
  { pair, seal }: PairReading,
  { offerId, answer }: { offerId: string; answer: OfferAnswer }
): Promise<boolean> {
  if (pair.side !== 'coachee' || pair.status !== 'active') return false;
  const latest = await findLatestOffer(db, pair.id);
  if (latest?.id !== offerId) return false;
  return answerMeetingOffer(db, offerId, seal.seal(offerPlace(offerId, 'answer'), JSON.stringify(answer)));
}

/** The way of meeting that came out of an offer, in the reader's language: to plan the first conversation with. Null when none did, or for an id of no offer of this pair. */
export async function readChosenWay(
  db: PersonDb,
  { pair, seal, library }: PairReading,
  asked: { offerId: string; locale: Locale }
): Promise<string | null> {
  const sealed = isUuid(asked.offerId) ? await findOffer(db, pair.id, asked.offerId) : null;
  const offer = sealed && openOffer(seal, sealed);
  return offer && chosenWay(offer, library.acquaintance.words[asked.locale]);
}

/** What came out of an offer, in words; null when it is not answered, or with not now. */
export function chosenWay({ ways, answer }: Pick<Offer, 'ways' | 'answer'>, words: Pick<AcquaintanceWords, 'ways'>): string | null {
  if (answer?.kind === 'other') return answer.text;
  const way = answer?.kind === 'chosen' ? ways[answer.way] : undefined;
  return way ? wayInWords(way, words).title : null;
}

/** A way of meeting in words; own words need no more than themselves. A way that left the shelf is called by its id. */
export function wayInWords(way: MeetingWay, words: Pick<AcquaintanceWords, 'ways'>): WayWords {
  if (way.kind === 'own') return { title: way.text, about: '' };
  return words.ways[way.id] ?? { title: way.id, about: '' };
}

function openOffer(seal: PairSeal, { ways, answer, ...offer }: SealedOffer): Offer {
  return {
    ...offer,
    ways: JSON.parse(seal.open(offerPlace(offer.id, 'ways'), ways)) as MeetingWay[], // written by offerWays only
    answer: answer && (JSON.parse(seal.open(offerPlace(offer.id, 'answer'), answer)) as OfferAnswer) // written by answerOffer only
  };
}

function offerPlace(id: string, column: 'ways' | 'answer') {
  return { table: 'meeting_offers', row: id, column };
}
