import { type AgreementContent, type AgreementField, type Evaluation, saysTheSame } from '#lib/domain/agreement/agreement.ts';
import { describeStanding, orderVersions, type Standing } from '#lib/domain/agreement/order-versions.ts';
import { usualReviewDay } from '#lib/domain/agreement/review-day.ts';
import type { Declaration } from '#lib/domain/hat/hat.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { morningOf } from '#lib/i18n/zoned-time.ts';
import type { PersonDb } from '#lib/server/db.ts';
import { newId } from '#lib/server/new-id.ts';
import {
  addAgreement,
  findAgreementTemplate,
  listAgreements,
  type SealedAgreement,
  type Signature,
  signAgreement
} from '#lib/server/queries/agreements.ts';
import { findTimeZone } from '#lib/server/queries/people.ts';
import { listDeclarations } from '#lib/server/queries/hats.ts';
import { enqueue } from '#lib/server/queries/jobs.ts';
import { placeOf, type Relationship } from '#lib/server/queries/relationships.ts';
import type { PairReading } from './read-rounds.ts';

/** One version, opened. `declared`: what the coach had declared when it was written; null when nothing had been said (C14). */
export type AgreementVersion = {
  id: string;
  basedOn: string | null;
  writtenBy: string;
  writtenAt: Date;
  signedBy: readonly string[];
  signatures: readonly Signature[];
  content: AgreementContent;
  declared: Declaration | null;
};

/** The agreement of a pair as the acting person finds it. `versions`: from first to newest; `declared`: as it is now. */
export type Agreement = Standing<AgreementVersion> & { versions: readonly AgreementVersion[]; declared: Declaration | null };

/** Everything both wrote and signed; each reads all of it (C9). */
export async function readAgreement(db: PersonDb, { pair, seal }: Pick<PairReading, 'pair' | 'seal'>): Promise<Agreement> {
  const rows = await listAgreements(db, pair.id);
  const versions = orderVersions(rows.map((row) => open(seal, row)));
  const declared = (await listDeclarations(db, pair.id)).at(-1) ?? null;
  return { versions, declared: declared && declarationOf(declared), ...describeStanding(versions, actingPerson(pair)) };
}

type Sealed = Pick<AgreementContent, 'texts'> & { declared: Declaration | null };

function open(seal: PairReading['seal'], row: SealedAgreement): AgreementVersion {
  const { texts, declared } = JSON.parse(seal.open(place(row.id), row.fields)) as Sealed; // written by writeAgreement only
  const { id, basedOn, writtenBy, writtenAt, signatures, evaluation, reviewOn } = row;
  const signedBy = signatures.map(({ personId }) => personId);
  return { id, basedOn, writtenBy, writtenAt, signatures, signedBy, declared, content: { texts, evaluation, reviewOn } };
}

function declarationOf({ evaluatorContact, roles }: Declaration): Declaration {
  return { evaluatorContact, roles };
}

const place = (id: string) => ({ table: 'agreements', row: id, column: 'fields' });

function actingPerson(pair: Relationship): string {
  return pair[pair.side].id;
}

/** What became of a new version: it is kept, it says nothing new, or another version came first and nothing was kept. */
export type Written = 'written' | 'unchanged' | 'overtaken';

/**
 * Keeps what the acting person wrote as the version after the one they saw. It is in force once both have signed it (C13, C15).
 * What the coach has declared is kept with it: both sign that too (C14).
 */
export async function writeAgreement(
  db: PersonDb,
  { pair, seal }: Pick<PairReading, 'pair' | 'seal'>,
  draft: { basedOn: string | null; content: AgreementContent }
): Promise<Written> {
  const { newest, declared } = await readAgreement(db, { pair, seal });
  if ((newest?.id ?? null) !== draft.basedOn) return 'overtaken';
  if (newest && saysTheSame(newest.content, draft.content) && isSameDeclaration(newest.declared, declared)) return 'unchanged';
  const id = newId();
  const { texts, evaluation, reviewOn } = draft.content;
  const fields = seal.seal(place(id), JSON.stringify({ texts, declared } satisfies Sealed));
  const version = { id, basedOn: draft.basedOn, writtenBy: actingPerson(pair), fields, evaluation, reviewOn };
  const isKept = await addAgreement(db, placeOf(pair), version);
  if (isKept) await enqueue(db, 'agreement-to-sign', noticeFor(pair, pair.other.id));
  return isKept ? 'written' : 'overtaken';
}

/** Whether the coach declared the same twice. */
export function isSameDeclaration(one: Declaration | null, other: Declaration | null): boolean {
  if (one === null || other === null) return one === other;
  return one.evaluatorContact === other.evaluatorContact && one.roles.toSorted().join() === other.roles.toSorted().join();
}

/** Signs the version the acting person read; false when it is no longer the newest, and then nothing is signed. */
export async function signVersion(db: PersonDb, pair: Relationship, id: string): Promise<boolean> {
  const isSigned = await signAgreement(db, placeOf(pair), id);
  const version = (await listAgreements(db, pair.id)).find((candidate) => candidate.id === id);
  const signed = version?.signatures ?? [];
  if (isSigned && version && signed.length === 2) await remindOfReview(db, pair, version);
  if (isSigned) return true;
  return signed.some(({ personId }) => personId === actingPerson(pair));
}

/** On the morning of the day they chose, both are asked whether the agreement still fits; not when a newer one came in force. */
async function remindOfReview(db: PersonDb, pair: Relationship, { id, reviewOn }: SealedAgreement): Promise<void> {
  for (const { id: personId } of [pair.coach, pair.coachee]) {
    const dueAt = morningOf(reviewOn, await findTimeZone(db, personId))?.toISOString() ?? `${reviewOn}T07:00:00Z`;
    const review = { relationshipId: pair.id, agreementId: id, dueAt };
    await enqueue(db, 'agreement-review', { ...noticeFor(pair, personId), ...review });
  }
}

function noticeFor(pair: Relationship, personId: string) {
  return { organisationId: pair.organisationId, personId, path: `/relationships/${pair.id}/agreement` };
}

/** With what a pair's first version begins: the texts of its programme, or else ours; nothing goes to an evaluation (C13, C16). */
export async function beginAgreement(
  db: PersonDb,
  { pair, library }: Pick<PairReading, 'pair' | 'library'>,
  reader: { language: Locale; today: string }
): Promise<AgreementContent> {
  const template = await findAgreementTemplate(db, pair.programme.id);
  const evaluation: Evaluation = 'nothing';
  const begin = ({ id }: AgreementField) => [id, template[id] ?? library.agreement.words[reader.language].fields[id]?.text ?? ''] as const;
  const texts = Object.fromEntries(library.agreement.fields.map(begin));
  return { texts, evaluation, reviewOn: usualReviewDay(reader.today, pair.programme.world) };
}

/** What both may expect of each other, from the version in force; null while there is none (C16). */
export type Expectations = { ofCoach: string; ofCoachee: string };

/** For the page of the pair: what the coachee may expect of the coach, and the coach of the coachee. */
export async function readExpectations(db: PersonDb, reading: Pick<PairReading, 'pair' | 'seal'>): Promise<Expectations | null> {
  const { inForce } = await readAgreement(db, reading);
  if (!inForce) return null;
  const { texts } = inForce.content;
  return { ofCoach: texts['coachee-expects'] ?? '', ofCoachee: texts['coach-expects'] ?? '' };
}
