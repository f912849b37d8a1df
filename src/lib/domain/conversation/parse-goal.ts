import { longest, parseOptionalText, parseText } from './parse-text.ts';

/** What is wrong with a field of the forms about goals and actions. */
type KeepProblem = 'missing' | 'long' | 'choose' | 'unreadable';
type Problems<Field extends string> = Readonly<Partial<Record<Field, KeepProblem>>>;
type Form = Readonly<Record<string, unknown>>;

/** Reads the form that sets a goal: `goal`, and an if-then plan that may be left out. */
export function parseGoal(
  form: Form
): { readonly goal: { readonly text: string; readonly ifThen: string | null } } | { readonly problems: Problems<'goal' | 'ifThen'> } {
  const goal = parseText(form['goal'], longest.line);
  const ifThen = parseOptionalText(form['ifThen'], longest.line);
  if ('text' in goal && 'text' in ifThen) return { goal: { text: goal.text, ifThen: ifThen.text } };
  return { problems: { ...('problem' in goal && { goal: goal.problem }), ...('problem' in ifThen && { ifThen: ifThen.problem }) } };
}

/** How a goal went; none is better than another (C35). */
export const outcomes = ['achieved', 'continued', 'changed', 'let-go'] as const;
export type Outcome = (typeof outcomes)[number];

/** How a goal went and what happened then. `changed`: what it says from now on; null unless it was changed. */
export type Review = { readonly outcome: Outcome; readonly context: string | null; readonly changed: string | null };

/** Reads the form in which somebody says how a goal went; a changed goal needs its new words. */
export function parseReview(form: Form): { readonly review: Review } | { readonly problems: Problems<'outcome' | 'context' | 'changed'> } {
  const outcome = outcomes.find((known) => known === form['outcome']);
  const context = parseOptionalText(form['context'], longest.note);
  const changed = outcome === 'changed' ? parseText(form['changed'], longest.line) : { text: null };
  if (outcome && 'text' in context && 'text' in changed) return { review: { outcome, context: context.text, changed: changed.text } };
  return {
    problems: {
      ...(!outcome && { outcome: 'choose' as const }),
      ...('problem' in context && { context: context.problem }),
      ...('problem' in changed && { changed: changed.problem })
    }
  };
}

/** Who does what by when. `dueOn` "2026-03-29"; null: no date. */
export type AgreedAction = { readonly text: string; readonly owner: 'coach' | 'coachee'; readonly dueOn: string | null };

/** Reads the form that agrees on an action: what, whose (both kinds, C36), and a date that may be left out. */
export function parseAction(form: Form): { readonly action: AgreedAction } | { readonly problems: Problems<'action' | 'owner' | 'dueOn'> } {
  const text = parseText(form['action'], longest.line);
  const owner = (['coach', 'coachee'] as const).find((side) => side === form['owner']);
  const dueOn = parseDay(form['dueOn']);
  if ('text' in text && owner && 'day' in dueOn) return { action: { text: text.text, owner, dueOn: dueOn.day } };
  return {
    problems: {
      ...('problem' in text && { action: text.problem }),
      ...(!owner && { owner: 'choose' as const }),
      ...('problem' in dueOn && { dueOn: dueOn.problem })
    }
  };
}

/** A day of the calendar as a form sends it, "2026-03-29"; null when it was left empty. */
function parseDay(value: unknown): { readonly day: string | null } | { readonly problem: 'unreadable' } {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return { day: null };
  const [, year = '', month = '', day = ''] = /^(20\d\d)-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  const isThere = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return isThere ? { day: text } : { problem: 'unreadable' };
}

/** How many days a month has; 0 for what is no month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
