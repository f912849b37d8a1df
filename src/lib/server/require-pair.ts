import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';

/** The pair of this page, or 404: not there, not yours, and over-for-you look the same (C28). */
export async function requirePair(db: PersonDb, locals: App.Locals, id: string): Promise<Relationship> {
  const pair = await findRelationship(db, id, locals.who?.personId ?? '');
  const isReadable = pair?.status === 'active' || (pair?.status === 'ended' && pair.side === 'coachee');
  if (!pair || !isReadable || isUnderOtherHat(locals, pair)) error(404, m.error_not_found_title());
  return pair;
}

/** Under another hat than coach, a coach has no coaching pages at all (C12). */
function isUnderOtherHat(locals: App.Locals, pair: Relationship): boolean {
  return pair.side === 'coach' && locals.who?.hat !== 'coach';
}

/** The pair with what it takes to open its texts. */
export async function requireReading(db: PersonDb, locals: App.Locals, id: string): Promise<PairReading> {
  const pair = await requirePair(db, locals, id);
  const seal = await sealForPair(db, locals.house.ring, { organisationId: pair.organisationId, relationshipId: pair.id });
  return { pair, seal, library: locals.house.library };
}
