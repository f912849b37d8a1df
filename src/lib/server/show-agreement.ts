import { compareWords, type DifferencePiece } from '#lib/domain/agreement/word-difference.ts';
import type { Library } from '#lib/content/library.ts';
import { type SaidAgreement, speakAgreement, type SpokenGroup } from '#lib/i18n/agreement-words.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { Signature } from '#lib/server/queries/agreements.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import type { Agreement, AgreementVersion } from '#lib/server/use-cases/keep-agreement.ts';

/** With what a version is put into words. */
export type Telling = { pair: Relationship; library: Library; language: Locale };

/** A version as a page shows it: in words, with its place among the others. `number`: 1 is the first. */
export type ShownVersion = {
  id: string;
  number: number;
  writer: string;
  /** The reader wrote it. */
  isMine: boolean;
  writtenAt: Date;
  signatures: readonly Signature[];
  groups: SpokenGroup[];
};

/** A version in words. */
export function showVersion(telling: Telling, agreement: Agreement, version: AgreementVersion): ShownVersion {
  const { pair } = telling;
  return {
    id: version.id,
    number: agreement.versions.findIndex(({ id }) => id === version.id) + 1,
    writer: version.writtenBy === pair.coach.id ? pair.coach.name : pair.coachee.name,
    isMine: version.writtenBy === pair[pair.side].id,
    writtenAt: version.writtenAt,
    signatures: version.signatures,
    groups: inWords(telling, version)
  };
}

/** The words of a version, heading by heading. */
function inWords({ pair, library, language }: Telling, said: SaidAgreement): SpokenGroup[] {
  return speakAgreement({ fields: library.agreement.fields, words: library.agreement.words[language] }, said, pair);
}

/** Word by word what changed between two versions, by field; a field that stayed as it was is absent. */
export function showChanges(telling: Telling, older: SaidAgreement, newer: SaidAgreement): Record<string, DifferencePiece[]> {
  const before = new Map(inWords(telling, older).flatMap(({ fields }) => fields.map(({ id, text }) => [id, text] as const)));
  const after = inWords(telling, newer).flatMap(({ fields }) => fields);
  const changed = after.filter(({ id, text }) => before.get(id) !== text);
  return Object.fromEntries(changed.map(({ id, text }) => [id, compareWords(before.get(id) ?? '', text)]));
}
