import type { MatchWords } from '#lib/content/matching.ts';
import { tagAttributes } from '#lib/domain/matching/attribute.ts';
import { headings, type ImportField } from '#lib/domain/people-import/columns.ts';
import { acceptedWords } from '#lib/i18n/import-words.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';

/** A column as the template calls it, what it means, and what may be in it. */
export type ExplainedColumn = { title: string; means: string[]; accepts: string };
export type ExplainedGroup = { title: string; help: string; isNeeded: boolean; columns: ExplainedColumn[] };

/** All columns of the template, by whom they are for. `words`: the questions people get themselves. */
export function explainColumns(words: MatchWords, language: Locale): ExplainedGroup[] {
  const explained = (fields: readonly ImportField[]) =>
    fields.map((field) => ({
      title: headings[field][language][0] ?? field,
      means: meaningOf(field, words),
      accepts: acceptedWords(field)
    }));
  const part = (title: string, fields: readonly ImportField[], help = '') => ({ title, help, isNeeded: false, columns: explained(fields) });
  return [
    { ...part(m.import_explain_needed(), ['email', 'name', 'role']), isNeeded: true },
    part(m.import_explain_everybody(), ['language', ...tagAttributes, 'working', 'ties', 'lines']),
    part(m.import_explain_coach(), ['capacity', 'contact', 'closeTo'], m.import_explain_coach_help()),
    part(m.import_explain_coachee(), ['position', 'evaluators'])
  ];
}

function meaningOf(field: ImportField, { questions, working }: MatchWords): string[] {
  const attribute = tagAttributes.find((one) => one === field);
  if (attribute) {
    const { coachee, coach } = questions[attribute];
    return coachee === coach ? [coachee] : [m.import_means_coachee({ question: coachee }), m.import_means_coach({ question: coach })];
  }
  const own: Readonly<Partial<Record<ImportField, () => string[]>>> = {
    email: () => [m.import_means_email()],
    name: () => [m.import_means_name()],
    role: () => [m.import_means_role()],
    language: () => [m.import_means_language()],
    working: () => [m.import_means_working(), ...working.map((opposites) => m.import_means_opposites(opposites))],
    capacity: () => [m.import_means_capacity()],
    contact: () => [m.import_means_contact()],
    position: () => [
      m.import_means_position(),
      m.import_means_position_from({ first: m.intake_position_1(), last: m.intake_position_5() })
    ],
    ties: () => [m.import_means_ties()],
    lines: () => [m.import_means_lines()],
    evaluators: () => [m.import_means_evaluators()],
    closeTo: () => [m.import_means_close_to()]
  };
  return own[field]?.() ?? [];
}
