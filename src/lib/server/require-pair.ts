import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/m.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { wasAsked } from '#lib/server/queries/match-asks.ts';
import { isEvaluated } from '#lib/server/queries/hats.ts';
import { placeOf, findRelationship, type Relationship } from '#lib/server/queries/relationships.ts';
import { readOwnLibrary } from '#lib/server/use-cases/keep-own-tools.ts';
import type { PairReading } from '#lib/server/use-cases/read-rounds.ts';
import { sealForPair } from '#lib/server/use-cases/seal-for-pair.ts';

/** The pair of this page, or 404: not there, not yours, over-for-you and under-another-hat look the same (C12, C28). */
export async function requirePair(db: PersonDb, locals: App.Locals, id: string): Promise<Relationship> {
  const pair = await findRelationship(db, id, locals.who?.personId ?? '');
  return pair && isReadable(pair) && !isUnderOtherHat(locals, pair) ? pair : nowhere();
}

/** The pair with what it takes to open its texts. */
export async function requireReading(db: PersonDb, locals: App.Locals, id: string): Promise<PairReading> {
  const pair = await requirePair(db, locals, id);
  const seal = await sealForPair(db, locals.house.ring, placeOf(pair));
  return { pair, seal, library: await readOwnLibrary(db, locals.house.library, pair.organisationId) };
}

/** The pair of an evaluation page: as `requirePair`, and for a coach under another hat when it was declared to this coachee (C10, C12). */
export async function requireEvaluation(db: PersonDb, locals: App.Locals, id: string): Promise<Relationship> {
  const pair = await findRelationship(db, id, locals.who?.personId ?? '');
  if (!pair || !isReadable(pair)) return nowhere();
  return !isUnderOtherHat(locals, pair) || (await isEvaluated(db, id)) ? pair : nowhere();
}

/**
 * A pair that still waits for an answer of one of the two, whatever hat is on; or 404. A started one comes too: the page sends on. A coach who
 * was asked through the match and comes too late, as with a mail of last week, is told so at home.
 */
export async function requireProposal(db: PersonDb, locals: App.Locals, id: string): Promise<Relationship> {
  const pair = await findRelationship(db, id, locals.who?.personId ?? '');
  if (pair?.status === 'proposed' || pair?.status === 'active') return pair;
  if (await wasAsked(db, id)) redirect(303, '/home?said=over');
  return nowhere();
}

function isReadable({ status, side }: Relationship): boolean {
  return status === 'active' || (status === 'ended' && side === 'coachee');
}

/** Under another hat than coach, a coach has no coaching pages at all (C12). */
function isUnderOtherHat(locals: App.Locals, pair: Relationship): boolean {
  return pair.side === 'coach' && locals.who?.hat !== 'coach';
}

function nowhere(): never {
  error(404, m.error_not_found_title());
}
