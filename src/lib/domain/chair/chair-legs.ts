import type { LegScores } from '#lib/domain/mirror/score-legs.ts';
import type { NeedAnswers, Wish } from '#lib/domain/needs/parse-needs.ts';
import { forEachLeg, type SupportType } from '#lib/domain/support/support-type.ts';

/**
 * The three numbers of one leg, all on 1 to 5: offered (coach about self), received (coachee about coach), needed
 * (coachee about own need), and the direct wish. Null = not measured, never 0 (C1).
 */
export type LegValues = {
  readonly offered: number | null;
  readonly received: number | null;
  readonly needed: number | null;
  readonly wish: Wish | null;
};

/** The whole chair: always all four legs (C1). */
export type ChairLegs = Readonly<Record<SupportType, LegValues>>;

/** What a chair is put together from; null = nothing handed in or nothing released to this reader. */
export type ChairSources = {
  readonly offered: LegScores | null;
  readonly received: LegScores | null;
  readonly needs: NeedAnswers | null;
};

/** Puts scores and needs together into one chair. What is absent stays null: no leg disappears (C1). */
export function assembleChair({ offered, received, needs }: ChairSources): ChairLegs {
  return forEachLeg((leg) => ({
    offered: offered?.[leg] ?? null,
    received: received?.[leg] ?? null,
    needed: needs?.[leg].level ?? null,
    wish: needs?.[leg].wish ?? null
  }));
}
