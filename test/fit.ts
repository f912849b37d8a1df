import type { Act } from './act.ts';
import type { World } from './model.ts';

/** An act that fits, the person who would do it, and where. */
export type Fit = { by: string; organisation: string; act: Act };

export type Chance = {
  world: World;
  /** One of the rows that fit, or of all rows when any state will do. Undefined when there are no rows. */
  pick: <T>(rows: readonly T[], fits?: (row: T) => boolean) => T | undefined;
  /** Whether a chance of one in `sides` comes out. */
  falls: (sides: number) => boolean;
};
