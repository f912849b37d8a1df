import { type Hat, hats, otherHatsOf } from '#lib/domain/hat/hat.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findDeclaredRoles } from '#lib/server/queries/hats.ts';
import { listRelationships, type Relationship } from '#lib/server/queries/relationships.ts';

/** A hat besides that of coach, and the coachees to whom it was declared: they see when it is put on. */
export type OwnHat = { hat: Exclude<Hat, 'coach'>; names: string[] };

/** The hats a coach may put on: those declared in a running pair (C12). */
export async function listOwnHats(db: PersonDb, me: string): Promise<OwnHat[]> {
  const declared: { pair: Relationship; hats: Hat[] }[] = [];
  for (const pair of await listRelationships(db, me)) {
    if (pair.side === 'coach' && pair.status === 'active') declared.push({ pair, hats: otherHatsOf(await findDeclaredRoles(db, pair.id)) });
  }
  return hats
    .filter((hat) => hat !== 'coach')
    .map((hat) => ({ hat, names: declared.filter((one) => one.hats.includes(hat)).map(({ pair }) => pair.coachee.name) }))
    .filter(({ names }) => names.length > 0);
}
