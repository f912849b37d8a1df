import type { Answer, Answers } from '#lib/domain/mirror/parse-answers.ts';
import type { Instrument } from '#lib/domain/mirror/instrument.ts';
import type { NeedAnswers, NeedLevel, Wish } from '#lib/domain/needs/parse-needs.ts';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';

/** What a write leaves behind: a name of what was written and a number that only rises. */
export type Trace = readonly [name: string, number: number];

/** The names of what can be written; both sides of the pipe use these. */
export const traces = {
  round: (mirror: string) => `round ${mirror}`,
  draft: (mirror: string, side: string) => `draft ${mirror} ${side}`,
  handedIn: (mirror: string, side: string) => `handed in ${mirror} ${side}`,
  needs: (relationship: string) => `needs ${relationship}`,
  goal: (relationship: string) => `goal ${relationship}`,
  release: (mirror: string) => `release ${mirror}`,
  session: (id: string) => `session ${id}`
};

/** Levels of release in the order in which they are given here; its place, from 1, is its number. */
export const releaseLevels = ['scores', 'items'] as const;

const scale: readonly Answer[] = [1, 2, 3, 4, 5];
const digits = 10;

/** A mirror that says a number: ten items carry it, the eleventh says whether it is final, the others follow from it. */
export function answersFor(instrument: Pick<Instrument, 'items'>, number: number, isFinal: boolean): Answers {
  const answer = (place: number): Answer => {
    if (place < digits) return scale[Math.floor(number / 5 ** place) % 5] ?? null;
    if (place === digits) return isFinal ? 5 : 1;
    return scale[(number + place) % 5] ?? null;
  };
  return Object.fromEntries(instrument.items.map(({ id }, place) => [id, answer(place)]));
}

/** What a mirror says; null when it says nothing that answersFor says. */
export function readAnswers(instrument: Pick<Instrument, 'items'>, answers: Answers): { number: number; isFinal: boolean } | null {
  const values = instrument.items.map(({ id }) => answers[id] ?? 0);
  const number = values.slice(0, digits).reduce<number>((sum, value, place) => sum + (value - 1) * 5 ** place, 0);
  const isFinal = values[digits] === 5;
  return JSON.stringify(answersFor(instrument, number, isFinal)) === JSON.stringify(answers) ? { number, isFinal } : null;
}

const needLevels: readonly NeedLevel[] = [1, 2, 3, 4, 5];
const wishes: readonly Wish[] = ['less', 'same', 'more'];

/** Needs that say a number below 50,625. */
export function needsFor(number: number): NeedAnswers {
  return forEachLeg((leg) => {
    const digit = Math.floor(number / 15 ** supportTypes.indexOf(leg)) % 15;
    return { level: needLevels[digit % 5] ?? null, wish: wishes[Math.floor(digit / 5)] ?? null };
  });
}

export function readNeedNumber(needs: NeedAnswers): number {
  return supportTypes.reduce((sum, leg, place) => {
    const { level, wish } = needs[leg];
    return sum + ((level ?? 0) - 1 + 5 * wishes.indexOf(wish ?? 'less')) * 15 ** place;
  }, 0);
}
