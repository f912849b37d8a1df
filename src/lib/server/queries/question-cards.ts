import type { PersonDb } from '#lib/server/db.ts';

/** A written answer to a card, sealed; both of the pair may read it. */
export type SealedCardAnswer = { card: string; personId: string; body: Buffer; writtenAt: Date };

/** Which pair, and who acts in it. */
export type CardPlace = { organisationId: string; relationshipId: string; personId: string };

/** The ids of all cards drawn in a pair, old to new; the last one lies on the table. */
export async function listDrawnCards(db: PersonDb, relationshipId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('card_draws')
    .select('card')
    .where('relationship_id', '=', relationshipId)
    .orderBy('drawn_at')
    .orderBy('id')
    .execute();
  return rows.map(({ card }) => card);
}

/** Lays a card on the table, for both. */
export async function addDraw(db: PersonDb, place: CardPlace, draw: { id: string; card: string }): Promise<void> {
  await db
    .insertInto('card_draws')
    .values({
      organisation_id: place.organisationId,
      id: draw.id,
      relationship_id: place.relationshipId,
      card: draw.card,
      drawn_by: place.personId
    })
    .execute();
}

/** What the two wrote to cards, old to new. */
export async function listCardAnswers(db: PersonDb, relationshipId: string): Promise<SealedCardAnswer[]> {
  const rows = await db
    .selectFrom('card_answers')
    .select(['card', 'person_id', 'body', 'written_at'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('written_at')
    .execute();
  return rows.map((row) => ({ card: row.card, personId: row.person_id, body: row.body, writtenAt: row.written_at }));
}

/** Keeps what the acting person wrote to a card, in place of what was there. */
export async function replaceCardAnswer(db: PersonDb, place: CardPlace, answer: { card: string; body: Buffer }): Promise<void> {
  await removeCardAnswer(db, place, answer.card);
  await db
    .insertInto('card_answers')
    .values({
      organisation_id: place.organisationId,
      relationship_id: place.relationshipId,
      card: answer.card,
      person_id: place.personId,
      body: answer.body
    })
    .execute();
}

/** Takes away what the acting person wrote to a card. */
export async function removeCardAnswer(db: PersonDb, place: CardPlace, card: string): Promise<void> {
  await db
    .deleteFrom('card_answers')
    .where('relationship_id', '=', place.relationshipId)
    .where('card', '=', card)
    .where('person_id', '=', place.personId)
    .execute();
}
