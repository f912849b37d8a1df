import { otherHatsOf } from '#lib/domain/hat/hat.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import { addEvaluationRelease, listEvaluationReleases } from '#lib/server/queries/evaluation-releases.ts';
import { findDeclaredRoles } from '#lib/server/queries/hats.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import { type PairSeal, sealForPair } from './seal-for-pair.ts';

/** What is let through: own words, or a copy of what a goal of the pair said at that moment. */
export type EvaluationText = { kind: 'words' | 'goal'; text: string };

/** One item that the coachee let through. `withdrawnAt` null: whoever evaluates can read it. */
export type EvaluationItem = EvaluationText & { id: string; releasedAt: Date; withdrawnAt: Date | null };

/** What the acting person may read of what was let through, the newest first. Needs no key as long as there is nothing. */
export async function readEvaluation(db: PersonDb, ring: KeyRing, pair: Relationship): Promise<EvaluationItem[]> {
  const items = await listEvaluationReleases(db, pair.id);
  if (items.length === 0) return [];
  const seal = await evaluationSeal(db, ring, pair);
  return items.map(({ body, ...item }) => {
    const said = JSON.parse(seal.open(sealedAt(item.id), body)) as EvaluationText; // written by releaseForEvaluation only
    return { ...item, ...said };
  });
}

/** `id`: under which it is let through, so that the same form sent twice lets one through; absent: a new one. */
export type Releasing = { pair: Relationship; said: EvaluationText; id?: string };

/**
 * Lets one text of the acting coachee through to the evaluation (C10). It is a copy: what it was taken from can change without it.
 * False when nobody with another hat was declared: then there is nobody it could be for.
 */
export async function releaseForEvaluation(db: PersonDb, ring: KeyRing, { pair, said, id = newId() }: Releasing): Promise<boolean> {
  if (pair.side !== 'coachee' || pair.status !== 'active') return false;
  if (otherHatsOf(await findDeclaredRoles(db, pair.id)).length === 0) return false;
  const seal = await evaluationSeal(db, ring, pair);
  const place = { ...placeOf(pair), personId: pair.coachee.id };
  await addEvaluationRelease(db, place, { id, body: seal.seal(sealedAt(id), JSON.stringify(said)) });
  return true;
}

function evaluationSeal(db: PersonDb, ring: KeyRing, { organisationId, id }: Relationship): Promise<PairSeal> {
  return sealForPair(db, ring, { organisationId, relationshipId: id, purpose: 'evaluation' });
}

function sealedAt(id: string) {
  return { table: 'evaluation_releases', row: id, column: 'body' };
}
