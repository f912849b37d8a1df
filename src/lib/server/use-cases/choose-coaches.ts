import type { ChoosingState } from '#lib/domain/matching/choosing-state.ts';
import { type CoachChoice, isSameChoice } from '#lib/domain/matching/parse-choice.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { findChoice, keepChoice, type KeptChoice, type Suggestions } from '#lib/server/queries/match-choices.ts';
import type { ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { isAskedUnseen } from '#lib/server/queries/match-asks.ts';
import { listRelationships, type Relationship } from '#lib/server/queries/relationships.ts';

/** How the choosing stands for the acting coachee, and the pair that came or is to come of it. Who said no, and why, is not in it. */
export async function readChoosing(db: PersonDb, place: ProfilePlace, { roundId, isOpen }: Suggestions) {
  const choice = await findChoice(db, roundId, place.personId);
  const pairs = (await listRelationships(db, place.personId)).filter(
    ({ side, programme }) => side === 'coachee' && programme.id === place.programmeId
  );
  const pair = pairs.find(({ status }) => status === 'active') ?? pairs.find(({ status }) => status === 'proposed') ?? null;
  if (pair && (await isAskedUnseen(db, pair))) return { choice, pair: null, state: 'asking' as const, mayChange: isOpen };
  return {
    choice,
    pair,
    state: stateOf({ choice: isSpent(choice, pairs) ? null : choice, pair, isOpen }),
    mayChange: isOpen && pair?.status !== 'active'
  };
}

/** A choice from before a pair that has stopped since leads to nothing any more. */
function isSpent(choice: KeptChoice | null, pairs: readonly Relationship[]): boolean {
  return choice !== null && pairs.some(({ status, endedAt }) => status === 'ended' && endedAt !== null && endedAt > choice.chosenAt);
}

type Standing = { choice: KeptChoice | null; pair: Relationship | null; isOpen: boolean };

function stateOf({ choice, pair, isOpen }: Standing): ChoosingState {
  if (pair?.status === 'active') return 'paired';
  if (pair) return pair.iAccepted ? 'asking' : 'accept';
  if (!choice) return isOpen ? 'open' : 'over';
  if (choice.instead) return choice.instead;
  return choice.isOver ? 'nobody-left' : 'asking';
}

/** What a coachee read before choosing, as a mark: how it stood, and of which choice. */
export function markOf({ state, choice }: Pick<Choosing, 'state' | 'choice'>): string {
  return `${state} ${choice?.chosenAt.getTime() ?? ''}`;
}

/**
 * Keeps a choice and has the first of it asked. `closed`: it cannot be changed any more. `changed`: something happened since the page was read
 * (`seen`, of `markOf`), which is to be read first; the same choice once more is no change.
 */
export async function chooseCoaches(
  db: PersonDb,
  { place, suggestions }: Chooser,
  { choice, seen }: { choice: CoachChoice; seen: string }
): Promise<'kept' | 'closed' | 'changed'> {
  const choosing = await readChoosing(db, place, suggestions);
  if (!choosing.mayChange) return 'closed';
  if (seen !== markOf(choosing)) return choosing.choice && isSameChoice(choosing.choice, choice) ? 'kept' : 'changed';
  const chooser = { organisationId: place.organisationId, roundId: suggestions.roundId, coacheeId: place.personId };
  await keepChoice(db, chooser, choice);
  await enqueue(db, 'match-choice', chooser);
  return 'kept';
}

type Choosing = Awaited<ReturnType<typeof readChoosing>>;

/** Who chooses among which suggestions. */
export type Chooser = { place: ProfilePlace; suggestions: Suggestions };
