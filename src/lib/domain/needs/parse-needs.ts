import { forEachLeg, type SupportType } from '#lib/domain/support/support-type.ts';

/** How much of a type of support is needed now: 1 (none) to 5 (a great deal). */
export type NeedLevel = 1 | 2 | 3 | 4 | 5;

/** The direct answer: less, the same or more of this than now. */
export type Wish = 'less' | 'same' | 'more';

/** What the coachee says about one leg; null = not answered. */
export type NeedAnswer = { readonly level: NeedLevel | null; readonly wish: Wish | null };

/** What the coachee needs at one moment, always all four legs (C1). Dated by the caller, never averaged (C4). */
export type NeedAnswers = Readonly<Record<SupportType, NeedAnswer>>;

/** The need questions: one item per leg. */
export type NeedsInstrument = {
  readonly id: string;
  readonly kind: 'needs';
  readonly items: readonly { readonly id: string; readonly leg: SupportType }[];
  readonly validated: boolean;
};

/** What a form turned out to hold: the answers, or the names of the fields whose value cannot be. */
export type ParsedNeeds = { readonly needs: NeedAnswers } | { readonly problems: readonly string[] };

type Form = Readonly<Record<string, unknown>>;

const levels: readonly NeedLevel[] = [1, 2, 3, 4, 5];
const wishes: readonly Wish[] = ['less', 'same', 'more'];

/** The name of the form field that holds the wish beside the level of an item. */
export function wishField(itemId: string): string {
  return `${itemId}-wish`;
}

/**
 * Reads the submitted need questions: per item a field with '1' to '5', and a field `<item>-wish`.
 *
 * Missing: an absent or empty field gives null. Any other value voids the form and is reported by field name.
 */
export function parseNeeds(instrument: Pick<NeedsInstrument, 'items'>, form: Form): ParsedNeeds {
  const problems = instrument.items.flatMap(({ id }) => [
    ...(isBlank(form[id]) || levelOf(form[id]) ? [] : [id]),
    ...(isBlank(form[wishField(id)]) || wishOf(form[wishField(id)]) ? [] : [wishField(id)])
  ]);
  if (problems.length > 0) return { problems };
  return { needs: forEachLeg((leg) => needOf(instrument.items.find((item) => item.leg === leg)?.id, form)) };
}

function needOf(itemId: string | undefined, form: Form): NeedAnswer {
  if (itemId === undefined) return { level: null, wish: null };
  return { level: levelOf(form[itemId]), wish: wishOf(form[wishField(itemId)]) };
}

function levelOf(value: unknown): NeedLevel | null {
  return levels.find((level) => String(level) === value) ?? null;
}

function wishOf(value: unknown): Wish | null {
  return wishes.find((wish) => wish === value) ?? null;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
