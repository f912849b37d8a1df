import type { SupportType } from '#lib/domain/support/support-type.ts';

/** What each sign in the drawing means, in the reader's language. */
export type LegendWords = {
  readonly offered: string;
  readonly received: string;
  readonly needed: string;
  readonly missing: string;
  readonly unmeasured: string;
};

/**
 * Every word a chair needs. `title`, `description`: what the drawing shows, for who cannot see it. `labels`: the names
 * at the legs, at most 24 letters. `notes`: a second line under a name. `legend`: null = no legend.
 */
export type ChairWords = {
  readonly title: string;
  readonly description: string;
  readonly labels: Readonly<Record<SupportType, string>> | null;
  readonly notes?: Readonly<Partial<Record<SupportType, string>>> | undefined;
  readonly legend: LegendWords | null;
};
