import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import {
  addGoal,
  addReview,
  changeGoal,
  listGoals,
  listReviews,
  lockGoal,
  type SealedGoal,
  type SealedReview
} from '#lib/server/queries/goals.ts';
import { placeOf } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** What a goal says. `ifThen`: the plan for when it gets hard, in own words; null: none. */
export type GoalText = { text: string; ifThen: string | null };

/** A goal with how it went so far, oldest review first (C35). */
export type Goal = Omit<SealedGoal, 'body'> & GoalText & { reviews: GoalReview[] };

/** `context`: what happened; `before`: what the goal said until it was changed. Null: nothing was noted, nothing was changed. */
export type GoalReview = Omit<SealedReview, 'context'> & Told;
type Told = { context: string | null; before: string | null };

/** The goals of a pair, oldest first. */
export async function readGoals(db: PersonDb, { pair, seal }: PairReading): Promise<Goal[]> {
  const [goals, reviews] = [await listGoals(db, pair.id), await listReviews(db, pair.id)];
  const opened = reviews.map(({ context, ...review }) => ({ ...review, ...toldIn(seal, review.id, context) }));
  return goals.map(({ body, ...goal }) => {
    const said = JSON.parse(seal.open(sealedAt(goal.id), body)) as GoalText; // written by sealText only
    return { ...goal, ...said, reviews: opened.filter(({ goalId }) => goalId === goal.id) };
  });
}

/** Sets a goal; both may (C9, C16). */
export async function setGoal(
  db: PersonDb,
  { pair, seal }: PairReading,
  { id = newId(), ...goal }: GoalText & { conversationId: string | null; personId: string; id?: string }
): Promise<void> {
  const body = seal.seal(sealedAt(id), textOf(goal));
  await addGoal(db, placeOf(pair), { id, conversationId: goal.conversationId, body, createdBy: goal.personId });
}

/**
 * How a goal went: achieved, continued, changed (with what it says now) or let go, and what happened (C35).
 * `id`: what the form came with, so that the same form sent twice is one review.
 */
export type Reviewing = {
  goalId: string;
  conversationId: string | null;
  personId: string;
  outcome: SealedReview['outcome'];
  context: string | null;
  changed: GoalText | null;
  id?: string;
};

/** Notes how a goal went; both may. False when there is no such goal. */
export async function reviewGoal(db: PersonDb, { pair, seal }: PairReading, { id = newId(), ...review }: Reviewing): Promise<boolean> {
  const goal = await lockGoal(db, pair.id, review.goalId);
  if (!goal) return false;
  if ((await listReviews(db, pair.id)).some((known) => known.id === id)) return true;
  const { outcome, changed, context } = review;
  const state = outcome === 'achieved' || outcome === 'let-go' ? outcome : 'open';
  await changeGoal(db, goal.id, { state, ...(changed && { body: seal.seal(sealedAt(goal.id), textOf(changed)) }) });
  const before = JSON.parse(seal.open(sealedAt(goal.id), goal.body)) as GoalText; // written by textOf only
  await addReview(db, placeOf(pair), {
    id,
    goalId: goal.id,
    conversationId: review.conversationId,
    outcome,
    context: seal.seal(contextAt(id), JSON.stringify({ context, before: changed && before.text } satisfies Told)),
    reviewedBy: review.personId
  });
  return true;
}

function toldIn(seal: PairReading['seal'], id: string, sealed: Buffer | null): Told {
  if (sealed === null) return { context: null, before: null };
  return JSON.parse(seal.open(contextAt(id), sealed)) as Told; // written by reviewGoal only
}

function textOf({ text, ifThen }: GoalText): string {
  return JSON.stringify({ text, ifThen } satisfies GoalText);
}

function sealedAt(id: string) {
  return { table: 'goals', row: id, column: 'body' };
}

function contextAt(id: string) {
  return { table: 'goal_reviews', row: id, column: 'context' };
}
