import type { Pair, Side } from './model-types.ts';

/** The coachee accepts what is declared by then, and nothing else (C14). */
export function accept(pair: Pair, side: Side, known: string | null): void {
  if (pair.known !== known) pair.accepted.coachee = false;
  if (side === 'coachee') pair.known = known;
  pair.accepted[side] = true;
  if (pair.accepted[side === 'coach' ? 'coachee' : 'coach']) pair.status = 'active';
}

/** A coach who says no takes an own yes back; that a coachee once said yes is kept. */
export function decline(pair: Pair, side: Side): void {
  pair.status = 'declined';
  if (side === 'coach') pair.accepted.coach = false;
}
