import type { PersonDb } from '#lib/server/db.ts';
import { type Ask, listAsks } from '#lib/server/queries/match-asks.ts';
import { findChoice } from '#lib/server/queries/match-choices.ts';
import { listCoacheesNamed } from '#lib/server/queries/match-follow.ts';
import { listNames, type RoundPlace } from '#lib/server/queries/match-rounds.ts';
import type { MatchSeal } from './seal-for-match.ts';

/**
 * A coach who was asked, for coordinators. `passed`: said yes, and the coachee turned to somebody else. `reason`: why it was no, in the words of the coach; null: not said,
 * or gone by now.
 */
export type AskedCoach = { id: string; coach: string; askedAt: Date; outcome: Ask['outcome'] | 'passed'; reason: string | null };

/** What a coachee of a round chose, in order, and who was asked; `instead`: none of the list. `coaches` empty and no `instead`: nothing yet. */
export type Asked = { coaches: string[]; instead: 'others' | 'talk' | null; asked: AskedCoach[] };

/** Reads how the choosing and asking of one coachee goes; nothing to whoever does not coordinate the round. */
export async function readAsked(db: PersonDb, { seal, place }: { seal: MatchSeal; place: RoundPlace }, coacheeId: string): Promise<Asked> {
  const choice = await findChoice(db, place.roundId, coacheeId);
  const asks = await listAsks(db, place.roundId, coacheeId);
  const names = await listNames(db, [...new Set([...(choice?.coachIds ?? []), ...asks.map(({ coachId }) => coachId)])]);
  const nameOf = (id: string) => names[id] ?? '–';
  const open = ({ relationshipId, reason }: Ask) =>
    reason && seal.open({ table: 'match_asks', row: relationshipId, column: 'reason' }, reason);
  return {
    coaches: (choice?.coachIds ?? []).map(nameOf),
    instead: choice?.instead ?? null,
    asked: asks.map((ask) => ({
      ...{ id: ask.relationshipId, coach: nameOf(ask.coachId), askedAt: ask.askedAt, outcome: outcomeOf(ask) },
      reason: open(ask)
    }))
  };
}

/** Who said yes did not say no: it ended on the other side. */
function outcomeOf({ outcome, saidYes }: Ask): AskedCoach['outcome'] {
  return saidYes && (outcome === 'declined' || outcome === 'withdrawn') ? 'passed' : outcome;
}

/** The coachee of a round with exactly this name; null when there is none, or more than one. */
export async function findCoacheeNamed(db: PersonDb, place: RoundPlace, name: string): Promise<string | null> {
  const found = await listCoacheesNamed(db, place.roundId, name);
  return found.length === 1 ? (found[0] ?? null) : null;
}
