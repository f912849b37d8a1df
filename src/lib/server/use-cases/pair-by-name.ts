import type { PersonDb } from '#lib/server/db.ts';
import { isUuid } from '#lib/server/new-id.ts';
import { listCoachesNamed } from '#lib/server/queries/match-people.ts';
import { listMembersNamed } from '#lib/server/queries/programmes.ts';

/** Whom a coordinator means. `emails`: of the first few who have this name, when more than one has. */
export type Meant = { personId: string } | { problem: 'nobody' | 'unknown' } | { problem: 'several'; emails: string[] };

const mostTold = 5;

/** Who is meant on one side of a programme: an id that was chosen, or a name or an address that was typed. */
export async function findMeant(
  db: PersonDb,
  programmeId: string,
  { role, text }: { role: 'coach' | 'coachee'; text: string }
): Promise<Meant> {
  return meantBy(text, (whole) => listMembersNamed(db, programmeId, { role, text: whole, most: mostTold }));
}

/** Which coach of a round is meant, in the same way. */
export async function findCoachMeant(db: PersonDb, roundId: string, text: string): Promise<Meant> {
  return meantBy(text, (whole) => listCoachesNamed(db, roundId, { text: whole, most: mostTold }));
}

async function meantBy(text: string, listNamed: (whole: string) => Promise<{ personId: string; email: string }[]>): Promise<Meant> {
  const whole = text.trim();
  if (isUuid(whole)) return { personId: whole };
  if (whole === '') return { problem: 'nobody' };
  const found = await listNamed(whole);
  const [first, second] = found;
  if (first === undefined) return { problem: 'unknown' };
  if (second !== undefined) return { problem: 'several', emails: found.map(({ email }) => email) };
  return { personId: first.personId };
}
