import type { CoachChoice } from '#lib/domain/matching/parse-choice.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { findChoice, keepChoice, type KeptChoice, type Suggestions } from '#lib/server/queries/match-choices.ts';
import type { ProfilePlace } from '#lib/server/queries/match-profiles.ts';
import { isAskedUnseen } from '#lib/server/queries/match-asks.ts';
import { listRelationships, type Relationship } from '#lib/server/queries/relationships.ts';

/**
 * Where the choosing stands for a coachee. `open`: nothing chosen yet; `asking`: a coach is being asked, or will be in a moment; `accept`: the
 * coach has said something new, which the coachee reads first; `paired`; `others`, `talk`: none of them, and what instead; `over`: not any more.
 */
export type ChoosingState = 'open' | 'asking' | 'accept' | 'paired' | 'nobody-left' | 'others' | 'talk' | 'over';

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

/** Keeps a choice and has the first of it asked; false when it cannot be changed any more. */
export async function chooseCoaches(db: PersonDb, { place, suggestions }: Choosing, choice: CoachChoice): Promise<boolean> {
  const { mayChange } = await readChoosing(db, place, suggestions);
  if (!mayChange) return false;
  const chooser = { organisationId: place.organisationId, roundId: suggestions.roundId, coacheeId: place.personId };
  await keepChoice(db, chooser, choice);
  await enqueue(db, 'match-choice', chooser);
  return true;
}

/** Who chooses among which suggestions. */
export type Choosing = { place: ProfilePlace; suggestions: Suggestions };
