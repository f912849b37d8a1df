import type { AgreementContent, AgreementField, Evaluation } from '#lib/domain/agreement/agreement.ts';
import { type AgreementProblem, type AgreementValues, longestText, toValues, wordsInput } from '#lib/domain/agreement/agreement-form.ts';
import { isDay } from '#lib/domain/agreement/review-day.ts';
import type { Declaration } from '#lib/domain/hat/hat.ts';
import { day } from './dates.ts';
import { declarationSentences } from './hat-words.ts';
import { m } from './m.ts';

type Named = { readonly name: string };

/** Whose agreement it is. */
export type AgreementParties = { readonly coach: Named; readonly coachee: Named };

/** The shelf in one language, as far as it is needed here. */
export type AgreementShelf = {
  readonly fields: readonly AgreementField[];
  readonly words: {
    readonly groups: Readonly<Record<string, string>>;
    readonly fields: Readonly<Record<string, { readonly label: string }>>;
  };
};

/** What one version says. */
export type SaidAgreement = { readonly content: AgreementContent; readonly declared: Declaration | null };

/** A field as it is read; `text` is '' when nothing was agreed. */
export type SpokenField = { id: string; label: string; text: string };
export type SpokenGroup = { id: string; title: string; fields: SpokenField[] };

/** A version as both read it, heading by heading: the same words for both (C9). */
export function speakAgreement({ fields, words }: AgreementShelf, said: SaidAgreement, parties: AgreementParties): SpokenGroup[] {
  const values = toValues(fields, said.content);
  const spoken = (field: AgreementField) => ({
    id: field.id,
    label: words.fields[field.id]?.label ?? field.id,
    text: withDeclared(field, said.declared, parties) + speakValue(field, values)
  });
  return [...Map.groupBy(fields, ({ group }) => group)].map(([id, inside]) => ({
    id,
    title: words.groups[id] ?? id,
    fields: inside.map(spoken)
  }));
}

/** What the coach declared stands above what both wrote about it (C14). */
function withDeclared({ kind }: AgreementField, declared: Declaration | null, parties: AgreementParties): string {
  return kind === 'contacts' ? `${speakDeclared(declared, parties).join('\n')}\n` : '';
}

/** What the coach declared, as sentences about two people by name (C12, C14). */
export function speakDeclared(declared: Declaration | null, { coach, coachee }: AgreementParties): string[] {
  if (declared === null) return [m.agreement_declared_none({ coach: coach.name, coachee: coachee.name })];
  return declarationSentences(declared, { coach: coach.name, who: coachee.name });
}

/** One field of a form in words: a choice with what goes with it, a day, or the text itself. */
export function speakValue(field: AgreementField, values: AgreementValues): string {
  const value = values[field.id] ?? '';
  if (field.kind === 'review') return isDay(value) ? dayOf(value) : value;
  if (field.kind !== 'evaluation') return value;
  const choice = evaluationWords().find((option) => option.value === value)?.label ?? '';
  return value === 'nothing' ? choice : `${choice}\n${values[wordsInput(field.id)] ?? ''}`.trim();
}

/** A day as 2027-05-22, as the reader says it. */
export function dayOf(isoDay: string): string {
  return day(new Date(`${isoDay}T12:00:00Z`), 'UTC');
}

/** What may go to an evaluation; nothing comes first (C13). */
export function evaluationWords(): { value: Evaluation; label: string }[] {
  return [
    { value: 'nothing', label: m.agreement_evaluation_nothing() },
    { value: 'kinds', label: m.agreement_evaluation_kinds() },
    { value: 'other', label: m.agreement_evaluation_other() }
  ];
}

/** What to mend in one input. */
export function agreementProblem(problem: AgreementProblem | undefined): string | undefined {
  if (problem === undefined) return undefined;
  return {
    missing: m.agreement_problem_missing(),
    long: m.agreement_problem_long({ count: longestText }),
    day: m.agreement_problem_day()
  }[problem];
}
