import { type AgreementContent, type AgreementField, evaluations } from './agreement.ts';
import { isDay } from './review-day.ts';

/** The form as it was typed: by the name of each input. */
export type AgreementValues = Readonly<Record<string, string>>;

/** What is not as it should be, by the name of an input: nothing there, too much, or no day to come. */
export type AgreementProblem = 'missing' | 'long' | 'day';
export type AgreementProblems = Readonly<Record<string, AgreementProblem>>;

/** The most that fits in one field, in characters: about a page and a half. Proposal. */
export const longestText = 4000;

/** The names of the inputs of a field: the evaluation has a choice and its words, every other field is one input. */
export function inputsOf(field: AgreementField): readonly string[] {
  return field.kind === 'evaluation' ? [field.id, wordsInput(field.id)] : [field.id];
}

/** The input for the words that go with a choice. */
export function wordsInput(id: string): string {
  return `${id}-words`;
}

/** The inputs of the fields, filled from an agreement. */
export function toValues(fields: readonly AgreementField[], content: AgreementContent): AgreementValues {
  return Object.fromEntries(fields.flatMap((field) => inputsOf(field).map((name, index) => [name, valueOf(field, content, index)])));
}

function valueOf({ id, kind }: AgreementField, content: AgreementContent, index: number): string {
  if (kind === 'review') return content.reviewOn;
  return kind === 'evaluation' && index === 0 ? content.evaluation : (content.texts[id] ?? '');
}

/** The inputs of the fields as somebody sent them: one kind of line end, no space around; what was not sent is ''. */
export function readValues(fields: readonly AgreementField[], form: Readonly<Record<string, unknown>>): AgreementValues {
  return Object.fromEntries(fields.flatMap(inputsOf).map((name) => [name, tidy(Object.hasOwn(form, name) ? form[name] : '')]));
}

function tidy(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').trim() : '';
}

/**
 * Reads an agreement, or says what has to be mended first. `today`: the day on which it is written; the review comes after it.
 * What goes to an evaluation is never left open (C13): nothing chosen is something to mend, and so is a choice without its words.
 */
export function parseAgreement(
  fields: readonly AgreementField[],
  values: AgreementValues,
  today: string
): { readonly content: AgreementContent } | { readonly problems: AgreementProblems } {
  const found = fields.flatMap((field) => problemsOf(field, values, today));
  const evaluation = evaluations.find((choice) => fields.some(({ id, kind }) => kind === 'evaluation' && values[id] === choice));
  if (found.length > 0 || evaluation === undefined) return { problems: Object.fromEntries(found) };
  const review = fields.find(({ kind }) => kind === 'review');
  const texts = fields.flatMap((field) => (field.kind === 'review' ? [] : [[field.id, textFrom(field, values, evaluation)] as const]));
  return { content: { texts: Object.fromEntries(texts), evaluation, reviewOn: values[review?.id ?? ''] ?? '' } };
}

function textFrom({ id, kind }: AgreementField, values: AgreementValues, evaluation: string): string {
  if (kind !== 'evaluation') return values[id] ?? '';
  return evaluation === 'nothing' ? '' : (values[wordsInput(id)] ?? '');
}

function problemsOf(field: AgreementField, values: AgreementValues, today: string): [string, AgreementProblem][] {
  const value = values[field.id] ?? '';
  if (field.kind === 'review') return isDay(value) && value > today ? [] : [[field.id, 'day']];
  if (field.kind !== 'evaluation') return problemsOfText(field.id, value, field.mandatory);
  if (!evaluations.some((choice) => choice === value)) return [[field.id, 'missing']];
  const name = wordsInput(field.id);
  return value === 'nothing' ? [] : problemsOfText(name, values[name] ?? '', true);
}

function problemsOfText(name: string, value: string, isMandatory: boolean): [string, AgreementProblem][] {
  if (value.length > longestText) return [[name, 'long']];
  return isMandatory && value === '' ? [[name, 'missing']] : [];
}
