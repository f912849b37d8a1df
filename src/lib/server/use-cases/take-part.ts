import type { MatchSide } from '#lib/domain/matching/profile-form.ts';
import { profileLimits } from '#lib/domain/matching/profile.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { type Eligible, keepPart, listEligible, unpinAll } from '#lib/server/queries/match-people.ts';
import { addDecision, moveRound, type RoundPlace } from '#lib/server/queries/match-rounds.ts';

/** What a coordinator said of some of a page: who takes part, and places as they were written. */
export type Said = {
  role: MatchSide;
  search: string;
  offset: number;
  most: number;
  isIn: ReadonlySet<string>;
  places: ReadonlyMap<string, string>;
};

/** Ids of the people whose places are no whole number from 0 to 50; `late`: the round runs, or is out. */
export type TakePartOutcome = { outcome: 'kept' | 'late'; problems: string[] };

/**
 * Keeps who of a page of people takes part in a round. Who is not on the page any more stays as they were. What was worked out before is
 * then no longer of these people: the round has to be worked out again.
 */
export async function takePart(db: PersonDb, place: RoundPlace, said: Said): Promise<TakePartOutcome> {
  const { people } = await listEligible(db, { id: place.roundId, programmeId: place.programmeId }, said);
  const changes = people.map((one) => ({ one, now: wantedOf(one, said) }));
  const problems = changes.filter(({ now }) => now === 'wrong').map(({ one }) => one.id);
  if (problems.length > 0) return { outcome: 'kept', problems };
  const real = changes.flatMap(({ one, now }) => (now === 'wrong' || isSame(one, now) ? [] : [{ one, now }]));
  if (real.length === 0) return { outcome: 'kept', problems };
  if (!(await moveRound(db, place.roundId, { from: ['draft', 'ready'], to: 'draft' }))) return { outcome: 'late', problems };
  for (const { one, now } of real) await keepOne(db, place, { one, now, role: said.role });
  return { outcome: 'kept', problems };
}

type Wanted = { isIn: boolean; places: number | null };

/** A coach who has not told about themselves cannot take part yet (C14). */
function wantedOf(one: Eligible, { role, isIn, places }: Said): Wanted | 'wrong' {
  if (role === 'coachee') return { isIn: isIn.has(one.id), places: null };
  if (!one.isHandedIn) return { isIn: false, places: one.places };
  const written = places.get(one.id)?.trim() ?? '';
  if (!isIn.has(one.id)) return { isIn: false, places: one.places };
  return /^\d{1,2}$/u.test(written) && Number(written) <= profileLimits.capacity ? { isIn: true, places: Number(written) } : 'wrong';
}

const isSame = (one: Eligible, now: Wanted) => one.isIn === now.isIn && (!now.isIn || one.places === now.places);

type One = { one: Eligible; now: Wanted; role: MatchSide };

async function keepOne(db: PersonDb, place: RoundPlace, { one, now, role }: One): Promise<void> {
  await keepPart(db, place, { personId: one.id, role, ...now });
  if (!now.isIn) await unpinAll(db, place.roundId, one.id);
  const who = role === 'coach' ? { coachId: one.id } : { coacheeId: one.id };
  const act = one.isIn === now.isIn ? ('capacity' as const) : ('take-part' as const);
  await addDecision(db, place, { act, ...who, detail: { isIn: now.isIn, places: now.places } });
}
