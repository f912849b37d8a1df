import { forEachLeg, type SupportType } from '#lib/domain/support/support-type.ts';
import type { Instrument } from './instrument.ts';
import type { Answers } from './parse-answers.ts';

/** One score per leg on the answer scale, 1 to 5; null = not measured, never 0 (C1). */
export type LegScores = Readonly<Record<SupportType, number | null>>;

/** Share of a leg's items that needs a number: 5 of 6, 4 of 5. Source: docs/methods/leg-score.md (recalled convention). */
const requiredShare = 0.8;

/**
 * The score of each leg: the mean of its answered items.
 *
 * Range: 1 to 5, unrounded. Missing: "did not come up" and not answered both count as missing; null when fewer than
 * 80 % of the leg's items have a number. Source: docs/methods/leg-score.md.
 */
export function scoreLegs(instrument: Pick<Instrument, 'items'>, answers: Answers): LegScores {
  return forEachLeg((leg) => {
    const items = instrument.items.filter((item) => item.leg === leg).map((item) => item.id);
    return scoreLeg(items, answers);
  });
}

function scoreLeg(items: readonly string[], answers: Answers): number | null {
  const given = items.flatMap((id) => (Object.hasOwn(answers, id) ? (answers[id] ?? []) : []));
  if (given.length === 0 || given.length / items.length < requiredShare) return null;
  return given.reduce((sum: number, answer) => sum + answer, 0) / given.length;
}
