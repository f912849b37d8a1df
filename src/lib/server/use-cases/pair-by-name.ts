import type { PersonDb } from '#lib/server/db.ts';
import { isUuid } from '#lib/server/new-id.ts';
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
  if (isUuid(text)) return { personId: text };
  if (text.trim() === '') return { problem: 'nobody' };
  const found = await listMembersNamed(db, programmeId, { role, text: text.trim(), most: mostTold });
  const [first, second] = found;
  if (first === undefined) return { problem: 'unknown' };
  if (second !== undefined) return { problem: 'several', emails: found.map(({ email }) => email) };
  return { personId: first.personId };
}
