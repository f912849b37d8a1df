import { sql } from 'kysely';
import type { Evaluation } from '#lib/domain/agreement/agreement.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { keepRhythm } from './conversations.ts';
import type { PairPlace } from './relationships.ts';

/** Who signed a version, and when. */
export type Signature = { personId: string; signedAt: Date };

/** One version of a working agreement, sealed. `reviewOn`: a day as 2027-05-22. */
export type SealedAgreement = {
  id: string;
  basedOn: string | null;
  writtenBy: string;
  writtenAt: Date;
  fields: Buffer;
  evaluation: Evaluation;
  reviewOn: string;
  signatures: readonly Signature[];
};

/** Every version of a pair's agreement with its signatures, in no promised order. Both of the pair read them all (C9). */
export async function listAgreements(db: PersonDb, relationshipId: string): Promise<SealedAgreement[]> {
  const rows = await db
    .selectFrom('agreements')
    .select(['id', 'based_on', 'written_by', 'written_at', 'fields', 'evaluation'])
    .select(sql<string>`review_on::text`.as('review_on'))
    .where('relationship_id', '=', relationshipId)
    .execute();
  const signatures = await listSignatures(db, relationshipId);
  return rows.map((row) => ({
    id: row.id,
    basedOn: row.based_on,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    fields: row.fields,
    evaluation: row.evaluation,
    reviewOn: row.review_on,
    signatures: signatures.get(row.id) ?? []
  }));
}

async function listSignatures(db: PersonDb, relationshipId: string): Promise<Map<string, Signature[]>> {
  const rows = await db
    .selectFrom('agreement_signatures')
    .select(['agreement_id', 'person_id as personId', 'signed_at as signedAt'])
    .where('relationship_id', '=', relationshipId)
    .orderBy('signed_at')
    .execute();
  return Map.groupBy(rows, (row) => row.agreement_id);
}

export type NewAgreement = Pick<SealedAgreement, 'id' | 'basedOn' | 'writtenBy' | 'fields' | 'evaluation' | 'reviewOn'>;

/** Adds a version after the one it is based on; false when that one was followed already: somebody else was first. */
export async function addAgreement(db: PersonDb, place: PairPlace, version: NewAgreement): Promise<boolean> {
  const row = await db
    .insertInto('agreements')
    .values({
      organisation_id: place.organisationId,
      id: version.id,
      relationship_id: place.relationshipId,
      based_on: version.basedOn,
      written_by: version.writtenBy,
      fields: version.fields,
      evaluation: version.evaluation,
      review_on: version.reviewOn
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Signs a version for the acting person; false when a newer one is there, when it was signed before, or when the pair is over. */
export async function signAgreement(db: PersonDb, place: PairPlace, agreementId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into agreement_signatures (organisation_id, agreement_id, relationship_id, person_id)
    select ${place.organisationId}::uuid, ${agreementId}::uuid, ${place.relationshipId}::uuid, app.person_id()
     where app.newest_agreement(${place.relationshipId}) = ${agreementId}::uuid
       and ${place.relationshipId}::uuid = any (app.pairs_at_work())
    on conflict do nothing
    returning agreement_id`.execute(db);
  return rows.length > 0;
}

/** Puts the agreement of a pair off until a day, as 2027-02-01 (C15). */
export async function postponeAgreement(db: PersonDb, place: PairPlace, until: string): Promise<void> {
  await keepRhythm(db, place, { agreement_postponed_until: until });
}

/**
 * How the agreement of a pair stands for the acting person. `newest`: id of the version to sign or change, with whose
 * signatures it carries. `isInForce`: some version was signed by both. `isNewestInForce`: nothing is left to sign.
 * Days as 2027-05-22. `reviewOn` and `evaluation` are of the version in force: what was agreed to go to an evaluation (C13).
 */
export type AgreementFacts = {
  newest: string | null;
  isSignedByMe: boolean;
  isSignedByOther: boolean;
  isInForce: boolean;
  isNewestInForce: boolean;
  postponedUntil: string | null;
  reviewOn: string | null;
  evaluation: Evaluation | null;
};

type FactsRow = Pick<AgreementFacts, 'newest' | 'postponedUntil' | 'reviewOn' | 'evaluation'> & { mine: boolean; others: boolean };
const noFacts: FactsRow = { newest: null, mine: false, others: false, reviewOn: null, evaluation: null, postponedUntil: null };

/** What waits for the acting person about the agreement of a pair; nothing that was written is opened. */
export async function findAgreementFacts(db: PersonDb, relationshipId: string): Promise<AgreementFacts> {
  const { rows } = await sql<FactsRow>`
    with newest as (select app.newest_agreement(${relationshipId}) as id),
    agreed as (select review_on::text, evaluation from agreements a
      where relationship_id = ${relationshipId} and (select count(*) from agreement_signatures where agreement_id = a.id) = 2
      order by written_at desc, id desc limit 1)
    select newest.id as newest,
      exists (select from agreement_signatures where agreement_id = newest.id and person_id = app.person_id()) as mine,
      exists (select from agreement_signatures where agreement_id = newest.id and person_id <> app.person_id()) as others,
      (select review_on from agreed) as "reviewOn", (select evaluation from agreed) as evaluation,
      (select agreement_postponed_until::text from pair_rhythms where relationship_id = ${relationshipId}) as "postponedUntil"
    from newest`.execute(db);
  const row = rows[0] ?? noFacts;
  return {
    newest: row.newest,
    isSignedByMe: row.mine,
    isSignedByOther: row.others,
    isInForce: row.reviewOn !== null,
    isNewestInForce: row.mine && row.others,
    postponedUntil: row.postponedUntil,
    reviewOn: row.reviewOn,
    evaluation: row.evaluation
  };
}

/** The texts a programme lets its agreements begin with, by field; a field it left alone is absent. Its people read it. */
export async function findAgreementTemplate(db: PersonDb, programmeId: string): Promise<Record<string, string>> {
  const row = await db.selectFrom('programmes').select('agreement_template').where('id', '=', programmeId).executeTakeFirst();
  return (row?.agreement_template ?? {}) as Record<string, string>; // written by changeAgreementTemplate only
}

/** Changes with which texts agreements begin; false when the asker does not coordinate the programme. */
export async function changeAgreementTemplate(
  db: PersonDb,
  programmeId: string,
  texts: Readonly<Record<string, string>>
): Promise<boolean> {
  const row = await db
    .updateTable('programmes')
    .set({ agreement_template: JSON.stringify(texts) })
    .where('id', '=', programmeId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What goes to an evaluation, as both signed it last (C13); null while nothing is in force. */
export async function findEvaluationRule(db: PersonDb, relationshipId: string): Promise<'nothing' | 'kinds' | 'other' | null> {
  const { rows } = await sql<{ evaluation: 'nothing' | 'kinds' | 'other' }>`
    select evaluation from agreements join agreement_signatures on agreement_id = id
     where agreements.relationship_id = ${relationshipId}
     group by id, evaluation having count(*) = 2 order by max(signed_at) desc, id desc limit 1`.execute(db);
  return rows[0]?.evaluation ?? null;
}
