/** How close a question comes, from light to deep. */
export const cardDepths = ['light', 'further', 'closer', 'deep'] as const;
export type CardDepth = (typeof cardDepths)[number];

/** One card of the deck. `id`: English words with - between them; its question is kept per language. */
export type QuestionCard = { readonly id: string; readonly depth: CardDepth };

/**
 * The card to lay on the table: one of this depth that the two have not seen; when they saw them all, any but the one that lies there.
 *
 * Shape: `drawn` holds the ids of all cards drawn before, old to new; the last one lies on the table. `chance` gives a whole number from 0
 * up to and without the number it is handed. Null when the deck has no card of this depth.
 */
export function chooseCard(
  deck: readonly QuestionCard[],
  { depth, drawn }: { readonly depth: CardDepth; readonly drawn: readonly string[] },
  chance: (below: number) => number
): QuestionCard | null {
  const pile = deck.filter((card) => card.depth === depth);
  const unseen = pile.filter(({ id }) => !drawn.includes(id));
  const others = pile.filter(({ id }) => id !== drawn.at(-1));
  const choice = [unseen, others, pile].find((cards) => cards.length > 0) ?? [];
  return choice.length === 0 ? null : (choice[chance(choice.length)] ?? null);
}
