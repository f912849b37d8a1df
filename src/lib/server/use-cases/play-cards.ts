import { randomInt } from 'node:crypto';
import { type CardDepth, chooseCard, type QuestionCard } from '#lib/domain/acquaintance/question-card.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addDraw, type CardPlace, listCardAnswers, listDrawnCards, replaceCardAnswer } from '#lib/server/queries/question-cards.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** What one of the two wrote to a card. */
export type CardAnswer = { card: string; isMine: boolean; text: string };

/** The table the two sit at: the card on it (null: none yet), and everything they wrote, old to new. */
export type CardTable = { card: QuestionCard | null; answers: readonly CardAnswer[] };

/** What both see: the card drawn last, by whichever of the two, and the answers. Which cards were passed over is told nowhere (C22). */
export async function readTable(db: PersonDb, { pair, seal, library }: PairReading): Promise<CardTable> {
  const { cards } = library.acquaintance.deck;
  const drawn = await listDrawnCards(db, pair.id);
  const onTable = drawn.findLast((id) => cards.some((card) => card.id === id));
  const answers = await listCardAnswers(db, pair.id);
  return {
    card: cards.find(({ id }) => id === onTable) ?? null,
    answers: answers.map((answer) => ({
      card: answer.card,
      isMine: answer.personId === pair[pair.side].id,
      text: seal.open(answerPlace(answer.card, answer.personId), answer.body)
    }))
  };
}

/** Lays a card of the chosen depth on the table for both, unseen ones first. False when the pair is over. */
export async function drawCard(db: PersonDb, { pair, library }: Pick<PairReading, 'pair' | 'library'>, depth: CardDepth): Promise<boolean> {
  if (pair.status !== 'active') return false;
  const drawn = await listDrawnCards(db, pair.id);
  const card = chooseCard(library.acquaintance.deck.cards, { depth, drawn }, (below) => randomInt(below));
  if (card) await addDraw(db, cardPlace(pair), { id: newId(), card: card.id });
  return card !== null;
}

/** Keeps what the acting person wrote to a card; the other may read it. False for a card that is not in the deck, or a pair that is over. */
export async function writeCardAnswer(
  db: PersonDb,
  { pair, seal, library }: PairReading,
  { card, text }: { card: string; text: string }
): Promise<boolean> {
  if (pair.status !== 'active' || !library.acquaintance.deck.cards.some(({ id }) => id === card)) return false;
  const place = cardPlace(pair);
  await replaceCardAnswer(db, place, { card, body: seal.seal(answerPlace(card, place.personId), text) });
  return true;
}

/** Which pair, and as whom. */
export function cardPlace(pair: PairReading['pair']): CardPlace {
  return { ...placeOf(pair), personId: pair[pair.side].id };
}

function answerPlace(card: string, personId: string) {
  return { table: 'card_answers', row: `${card}:${personId}`, column: 'body' };
}
